import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import openApi from '../../docs/api/openapi.json' with { type: 'json' };
import { openRecording, type RecordingAgent } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';
import { type Asker, callersOf } from './matrix/callers.ts';
import { classification, type Guarded, type Open } from './matrix/classification.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
}

const routes: Route[] = Object.entries<Record<string, { operationId: string }>>(openApi.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      ...{ path, operation: operationId },
      method: method.toUpperCase(),
    })),
);
const classOf = ({ operation }: Route): Guarded | Open => {
  const found = classification[operation];
  if (!found) throw new Error(`${operation} is not classified in matrix/classification.ts`);
  return found;
};
const isLast = (route: Route) => ('last' in classOf(route) ? 1 : 0);

let product: ProductCloud;
let askers: readonly Asker[];
let tenantId: string;
let ownerToken: string;
let recording: RecordingAgent;

beforeAll(async () => {
  product = await startProductCloud();
  const callers = await callersOf(product);
  ({ askers } = callers);
  tenantId = callers.tenant.tenantId;
  ownerToken = askers.find(({ name }) => name === 'owner')?.headers.authorization?.split(' ')[1] ?? '';
  recording = await openRecording(product.api, ownerToken);
  await recording.send(await recording.seal(1, [clickAction(0), clickAction(1)]));
  await recording.finalize(1);
  await eventually(
    async () => (await read(`/v1/recordings/${recording.recordingId}`)).status,
    (status) => status === 'published',
    90_000,
  );
});
afterAll(() => product?.[Symbol.asyncDispose]());

async function read(path: string) {
  const headers = { authorization: `Bearer ${ownerToken}` };
  return (await fetch(`${product.api}${path}`, { headers })).json() as Promise<{ status: string }>;
}

const ranks = ['viewer', 'editor', 'admin', 'owner'];

/** What stands in the classification, turned into an answer. The product's own rules are not asked. */
function expected(asked: Guarded | Open, { is }: Asker, route: Route): readonly number[] {
  if ('open' in asked) return asked.open;
  const { least, scope, own, other, direct } = asked;
  const refused = route.operation === 'grantAccess' ? [404] : [403];
  switch (is.kind) {
    case 'nobody':
      return [401];
    case 'removed':
      return direct ? own : [401];
    case 'stranger':
      return other;
    case 'strange-key':
      if (direct) return [401];
      return scope === null ? refused : other;
    case 'role':
      return ranks.indexOf(is.role) >= ranks.indexOf(least) ? own : refused;
    case 'scopes':
      if (direct) return [401];
      return scope !== null && is.scopes.includes(scope) ? own : refused;
  }
}

const absentGuide = `gde_${'0'.repeat(26)}`;

function ask(route: Route, { headers, is }: Asker): Promise<Response> {
  const asked = classOf(route);
  const strange = is.kind === 'stranger' || is.kind === 'strange-key';
  const absent = 'absent' in asked && !strange;
  const guide = absent ? absentGuide : recording.guideId;
  const id = route.path.startsWith('/v1/guides')
    ? guide
    : route.path.startsWith('/v1/recordings')
      ? recording.recordingId
      : `inv_${'0'.repeat(26)}`;
  const path = route.path
    .replace('{id}', id)
    .replace('{linkId}', `lnk_${'0'.repeat(26)}`)
    .replace('{userId}', `usr_${'0'.repeat(26)}`)
    .replace('{token}', 'x'.repeat(43));
  const query = 'query' in asked ? (asked.query ?? '') : '';
  return fetch(`${product.api}${path}${query}`, {
    method: route.method,
    headers,
    redirect: 'manual',
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  });
}

test('every operation of the API is classified, and nothing else is', () => {
  expect(Object.keys(classification).sort()).toEqual(routes.map(({ operation }) => operation).sort());
});

describe('the preview socket', () => {
  const open = (address: string) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(address);
      socket.on('open', () => {
        socket.close();
        resolve(101);
      });
      socket.on('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode));
      socket.on('error', () => {});
    });

  test('opens once for a ticket, and for nothing else', async () => {
    const issued = await fetch(`${product.api}/v1/recordings/${recording.recordingId}/preview-tickets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ownerToken}` },
    });
    const { url, ticket } = (await issued.json()) as { url: string; ticket: string };
    const answers: Record<string, number> = {
      'no ticket': await open(url),
      'an empty ticket': await open(`${url}?ticket=`),
      'a made-up ticket': await open(`${url}?ticket=${'a'.repeat(43)}`),
      'an access token': await open(`${url}?ticket=${ownerToken}`),
      'the ticket': await open(`${url}?ticket=${ticket}`),
      'the ticket again': await open(`${url}?ticket=${ticket}`),
    };
    expect(answers).toEqual({
      'no ticket': 401,
      'an empty ticket': 401,
      'a made-up ticket': 401,
      'an access token': 401,
      'the ticket': 101,
      'the ticket again': 401,
    });
  });
});

describe.each(routes.toSorted((one, other) => isLast(one) - isLast(other)))('$method $path', (route) => {
  test('answers each as it should', async () => {
    const asked = classOf(route);
    const wrong: string[] = [];
    for (const asker of askers) {
      const answer = await ask(route, asker);
      const text = await answer.text();
      const right = expected(asked, asker, route);
      if (!right.includes(answer.status))
        wrong.push(`${asker.name}: ${answer.status}, not ${right.join(' or ')}: ${text.slice(0, 200)}`);
      const strange = asker.is.kind === 'stranger' || asker.is.kind === 'strange-key';
      const leaks = [tenantId, '"Action', 'matrix.example","name":"Owner'].filter((secret) =>
        text.includes(secret),
      );
      if (strange && leaks.length > 0) wrong.push(`${asker.name} is told ${leaks.join(', ')}`);
      if (answer.status >= 400 && !isProblem(answer, text, asked))
        wrong.push(`${asker.name}: no problem: ${text}`);
      if (answer.status === 401 && !answer.headers.has('www-authenticate'))
        wrong.push(`${asker.name}: 401 without a challenge`);
    }
    expect(wrong).toEqual([]);
  });
});

/** API Gateway itself refuses what no function stands behind, in words of its own. */
function isProblem(answer: Response, text: string, asked: Guarded | Open): boolean {
  if ('direct' in asked) return true;
  if (answer.headers.get('content-type')?.startsWith('text/html')) return 'open' in asked;
  return answer.headers.get('content-type') === 'application/problem+json' && 'type' in JSON.parse(text);
}
