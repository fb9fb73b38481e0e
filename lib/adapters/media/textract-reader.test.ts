import { expect, test, vi } from 'vitest';
import { textractReader } from './textract-reader.ts';

const raster = { width: 200, height: 100, pixels: new Uint8Array(200 * 100 * 3).fill(255) };
const box = (Left: number, Top: number) => ({ BoundingBox: { Left, Top, Width: 0.25, Height: 0.1 } });
const answer = {
  Blocks: [
    { BlockType: 'PAGE', Id: 'p', Geometry: box(0, 0), Relationships: [{ Type: 'CHILD', Ids: ['l'] }] },
    {
      BlockType: 'LINE',
      Id: 'l',
      Geometry: box(0.1, 0.2),
      Relationships: [{ Type: 'CHILD', Ids: ['a', 'b'] }],
    },
    { BlockType: 'WORD', Id: 'a', Text: 'Ship', Confidence: 98, Geometry: box(0.1, 0.2) },
    { BlockType: 'WORD', Id: 'b', Text: 'to', Confidence: 90, Geometry: box(0.5, 0.2) },
  ],
};
const named = (name: string, httpStatusCode = 400) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

function reader(...answers: readonly (object | Error)[]) {
  let [calls, now] = [0, 0];
  const send = async () => {
    const given = answers[Math.min(calls++, answers.length - 1)];
    if (given instanceof Error) throw given;
    return given;
  };
  return {
    ...textractReader({ send } as never, () => now),
    calls: () => calls,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test('words come in the lines that they are children of, in pixels of the picture', async () => {
  expect(await reader(answer).read(raster, 1)).toEqual({
    ok: true,
    lines: [
      [
        { text: 'Ship', confidence: 0.98, box: { x: 20, y: 20, width: 50, height: 10 } },
        { text: 'to', confidence: 0.9, box: { x: 100, y: 20, width: 50, height: 10 } },
      ],
    ],
  });
});

test.each([
  ['busy', named('ProvisionedThroughputExceededException')],
  ['busy', named('ThrottlingException', 500)],
  ['busy', named('SomethingElse', 429)],
  ['unavailable', named('InternalServerError', 500)],
  ['unavailable', named('AccessDeniedException', 403)],
  ['unavailable', Object.assign(new Error('late'), { name: 'TimeoutError' })],
  ['unavailable', new SyntaxError('Unterminated string in JSON')],
  ['unavailable', { Blocks: [{ BlockType: 'WORD' }] }],
  [
    'unavailable',
    { ...answer, Blocks: [...answer.Blocks.slice(0, 2), { BlockType: 'WORD', Id: 'a', Text: 'Ship' }] },
  ],
  ['unavailable', {}],
] as const)('%s is what %o amounts to', async (reason, given) => {
  vi.spyOn(console, 'error').mockReturnValue();
  expect(await reader(given).read(raster, 1)).toEqual({ ok: false, reason });
});

test('after it failed it is left alone for ten seconds; a busy one is asked again', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const failing = reader(named('InternalServerError', 500), answer);
  await failing.read(raster, 1);
  failing.pass(9_000);
  expect(await failing.read(raster, 1)).toEqual({ ok: false, reason: 'unavailable' });
  expect(failing.calls()).toBe(1);
  failing.pass(2_000);
  expect(await failing.read(raster, 1)).toMatchObject({ ok: true });
  const busy = reader(named('ThrottlingException'), answer);
  await busy.read(raster, 1);
  expect(await busy.read(raster, 1)).toMatchObject({ ok: true });
});
