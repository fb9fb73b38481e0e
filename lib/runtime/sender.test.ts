import { expect, test } from 'vitest';
import { httpEvent } from '../../test/fakes/http-event.ts';
import { senderBehindEdge, senderOf } from './sender.ts';

const peer = '192.0.2.1';
const said: readonly (readonly [string, string | undefined, string])[] = [
  ['nothing', undefined, peer],
  ['the connection alone', peer, peer],
  ['the edge and its viewer', `203.0.113.9, ${peer}`, '203.0.113.9'],
  ['what the viewer wrote itself before that', `198.51.100.1, 203.0.113.9, ${peer}`, '203.0.113.9'],
  ['a viewer on the very machine of the edge', `198.51.100.1, ${peer}, ${peer}`, peer],
  ['no address', `${'x'.repeat(2_000)}, ${peer}`, peer],
];
const saying = (forwarded: string | undefined) =>
  httpEvent({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } });

test.each(said)(
  'with %s in x-forwarded-for the viewer behind the edge is told',
  (_what, forwarded, viewer) => {
    expect(senderBehindEdge(saying(forwarded))).toEqual({ peer, viewer });
  },
);

test.each(said)('with %s in x-forwarded-for whoever connects speaks for itself', (_what, forwarded) => {
  expect(senderOf(saying(forwarded))).toEqual({ peer, viewer: peer });
});
