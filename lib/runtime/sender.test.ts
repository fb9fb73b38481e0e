import { expect, test } from 'vitest';
import { httpEvent } from '../../test/fakes/http-event.ts';
import { senderOf } from './sender.ts';

const peer = '192.0.2.1';

test.each([
  ['nothing', undefined, peer],
  ['the connection alone', peer, peer],
  ['the edge and its viewer', `203.0.113.9, ${peer}`, '203.0.113.9'],
  ['what the viewer wrote itself before that', `198.51.100.1, 203.0.113.9, ${peer}`, '203.0.113.9'],
  ['a viewer alone, as the local edge has it', '203.0.113.9', '203.0.113.9'],
  ['no address', `${'x'.repeat(2_000)}, ${peer}`, peer],
])('with %s in x-forwarded-for the viewer is told', (_what, forwarded, viewer) => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  expect(senderOf(httpEvent({ headers }))).toEqual({ peer, viewer });
});
