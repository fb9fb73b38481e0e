import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { type CloudProcess, startCloudProcess } from '../test/cloud/cloud-process.ts';
import { commandExists, installPackage } from './debian-package.ts';
import { type BenchResult, judged } from './result.ts';

const files = ['index.html', 'guide.json'] as const;

/** Reads of a published guide at the edge against nginx serving the same bytes, gzip for both. */
export async function benchGuideReads(): Promise<BenchResult[]> {
  if (!(await commandExists('nginx'))) await installPackage('nginx-light');
  const folder = await mkdtemp(join(tmpdir(), 'guidewright-nginx-'));
  const cloud = await startCloudProcess();
  let nginx: ChildProcess | undefined;
  try {
    const { base, cookie } = await openGuide(cloud);
    for (const file of files) await copyFile(`${base}${file}`, cookie, folder, file);
    const port = await freePort();
    nginx = await startNginx(folder, port);
    const results: BenchResult[] = [];
    for (const file of files) {
      const peer = await requestsPerSecond(`http://127.0.0.1:${port}/${file}`);
      const ours = await requestsPerSecond(`${base}${file}`, cookie);
      results.push(
        judged(
          { name: `guide read, ${file}`, ours, peer, peerName: 'nginx', unit: 'requests/s' },
          { atLeast: 0.33 },
        ),
      );
    }
    return results;
  } finally {
    nginx?.kill();
    await cloud.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Follows the share link: the publication's address, and the cookies that open it. */
async function openGuide(cloud: CloudProcess): Promise<{ base: string; cookie: string }> {
  const response = await fetch(cloud.guideUrl, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (!location) throw new Error(`The share link answered ${response.status}`);
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { base: new URL('.', new URL(location, cloud.editorUrl)).href, cookie };
}

async function copyFile(address: string, cookie: string, folder: string, name: string): Promise<void> {
  const response = await fetch(address, { headers: { cookie } });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  await writeFile(join(folder, name), bytes);
  // Compressed ahead for nginx, as it is at the edge.
  await writeFile(join(folder, `${name}.gz`), gzipSync(bytes));
}

async function startNginx(folder: string, port: number): Promise<ChildProcess> {
  await mkdir(join(folder, 'run'));
  // Its worker would give up root, and then not read the folder.
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  const config = `${user}worker_processes 1; daemon off; pid ${folder}/run/pid; error_log stderr crit; events { worker_connections 512; }
http { access_log off; sendfile on; keepalive_requests 1000000; types { text/html html; application/json json; } gzip on; gzip_types application/json;
client_body_temp_path ${folder}/run; proxy_temp_path ${folder}/run; fastcgi_temp_path ${folder}/run; uwsgi_temp_path ${folder}/run; scgi_temp_path ${folder}/run;
server { listen 127.0.0.1:${port}; root ${folder}; gzip_static on; } }`;
  await writeFile(join(folder, 'nginx.conf'), config);
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  for (let tries = 0; tries < 50; tries++) {
    const up = await fetch(`http://127.0.0.1:${port}/index.html`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nginx did not start');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function requestsPerSecond(url: string, cookie?: string): Promise<number> {
  const headers = { 'accept-encoding': 'gzip', ...(cookie ? { cookie } : {}) };
  const measure = (duration: number) => autocannon({ url, headers, connections: 32, duration });
  await measure(1);
  const { requests, non2xx, errors } = await measure(5);
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} refusals, ${errors} errors`);
  return requests.average;
}
