import sharp from 'sharp';
import { liveRecording, previewMessage, previewTicket } from '../lib/contracts/compose/step.ts';
import { openRecording, type RecordingAgent } from '../test/agent/recording-agent.ts';
import { clickAction } from '../test/agent/sample-actions.ts';
import { type CloudProcess, startCloudProcess } from '../test/cloud/cloud-process.ts';
import { type BenchResult, judged, percentile } from './result.ts';

const steps = 40;
const batches = 150;

/** A recording's whole way on the local cloud: upload, preview, publishing. */
export async function benchPipeline(): Promise<BenchResult[]> {
  const cloud = await startCloudProcess({ guide: false });
  try {
    const token = await cloud.accessToken();
    await measureUpload(cloud, token, 20); // Workers and connections of a system in use.
    const { accepted, preview } = await measureUpload(cloud, token, batches);
    const published = await measurePublish(cloud, token);
    const limit = (name: string, ours: number, peer: number, unit: string) =>
      judged({ name, ours, peer, peerName: 'budget', unit }, { atMost: 1 });
    return [
      limit('batch accepted p95', percentile(accepted, 0.95), 100, 'ms'),
      limit('action to preview p95', percentile(preview, 0.95), 1_000, 'ms'),
      limit(`${steps}-step recording published`, published / 1_000, 10, 's'),
    ];
  } finally {
    await cloud.stop();
  }
}

/** One batch with one action at a time, as a person causes them; times in milliseconds. */
async function measureUpload(cloud: CloudProcess, token: string, count: number) {
  const agent = await openRecording(cloud.apiUrl, token);
  const pushed = await watch(cloud, token, agent);
  const accepted: number[] = [];
  const preview: number[] = [];
  for (let sequence = 1; sequence <= count; sequence++) {
    const startedAt = performance.now();
    const data = await agent.seal(sequence, [clickAction(sequence - 1)]);
    const response = await agent.send(data);
    if (!response.ok) throw new Error(`A batch was answered with ${response.status}`);
    accepted.push(performance.now() - startedAt);
    await pushed.until(sequence);
    preview.push(performance.now() - startedAt);
  }
  pushed.close();
  return { accepted, preview };
}

/** Follows the preview socket; `until` resolves when a sequence was composed and pushed. */
async function watch(cloud: CloudProcess, token: string, agent: RecordingAgent) {
  const response = await fetch(`${cloud.apiUrl}/v1/recordings/${agent.recordingId}/preview-tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { url, ticket } = previewTicket.parse(await response.json());
  const socket = new WebSocket(`${url}?ticket=${encodeURIComponent(ticket)}`);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error('The preview socket did not open'));
  });
  let seen = 0;
  let wake = () => {};
  socket.onmessage = ({ data }) => {
    const message = previewMessage.parse(JSON.parse(String(data)));
    if (message.type === 'steps') seen = Math.max(seen, message.composedSequence);
    wake();
  };
  return {
    until: async (sequence: number) => {
      while (seen < sequence) await new Promise<void>((resolve) => (wake = resolve));
    },
    close: () => socket.close(),
  };
}

/** From finalize to published, milliseconds, with a screenshot for every step. */
async function measurePublish(cloud: CloudProcess, token: string): Promise<number> {
  const agent = await openRecording(cloud.apiUrl, token);
  const actions = await Promise.all(
    Array.from({ length: steps }, async (_, index) => {
      const id = `sht_bench${String(index).padStart(8, '0')}`;
      const uploaded = await agent.uploadScreenshot(id, await page(index));
      if (!uploaded.ok) throw new Error(`A screenshot was answered with ${uploaded.status}`);
      return clickAction(index, { screenshotId: id });
    }),
  );
  await agent.send(await agent.seal(1, actions));
  const startedAt = performance.now();
  await agent.finalize(1);
  for (;;) {
    const response = await fetch(`${cloud.apiUrl}/v1/recordings/${agent.recordingId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { status } = liveRecording.parse(await response.json());
    if (status === 'published') return performance.now() - startedAt;
    if (status === 'failed') throw new Error('The guide failed');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A 1280 × 800 page of drawn cards, other for every step, so that no cache helps. */
function page(index: number): Promise<Buffer> {
  const cards = Array.from({ length: 48 }, (_, place) => {
    const hue = (index * 37 + place * 29) % 360;
    const x = 40 + (place % 8) * 150;
    const y = 60 + Math.floor(place / 8) * 120;
    return `<rect x="${x}" y="${y}" width="130" height="90" rx="10" fill="hsl(${hue} 60% 80%)"/><text x="${x + 12}" y="${y + 50}" font-size="18">Action ${place}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800"><rect width="1280" height="800" fill="#fafafa"/>${cards.join('')}</svg>`;
  return sharp(Buffer.from(svg)).webp({ quality: 80 }).toBuffer();
}
