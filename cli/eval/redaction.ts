import { strictness as strictnessSchema } from '../../lib/contracts/redaction/entity-kind.ts';
import { findEntities } from '../../lib/domain/redaction/find-entities.ts';
import { CommandError } from '../run-command.ts';
import type { Evaluation, EvaluationResult } from './evaluation.ts';
import type { ExpectedBox } from './redaction/expected-boxes.ts';
import { readExpectedPictures } from './redaction/expected-boxes.ts';
import { type JudgedPicture, judgePicture, type Leak } from './redaction/judge-picture.ts';
import { openWorkshop } from './redaction/workshop.ts';

const matching =
  'A box leaks when more than 3% of what is drawn in it can still be made out (`partly`), or more than half (`left`). A picture on which something is left after three readings is `blocked`: nothing of it is published. Of what is to stay `legible`, a box is `overcovered` when more than a tenth of what is drawn in it is covered.';

/** What is left of the expected boxes of a folder's pictures, once they went the way of a screenshot. */
export const evaluateRedaction: Evaluation = async (source, { strictness = 'standard', show }) => {
  const parsed = strictnessSchema.safeParse(strictness);
  if (!parsed.success)
    throw new CommandError('The strictness is light, standard or strict', { title: 'Wrong options' });
  const pictures = await readExpectedPictures(source);
  await using workshop = await openWorkshop({
    strictness: parsed.data,
    find: (text, { label }) =>
      findEntities(text, { strictness: parsed.data, ...(label === undefined ? {} : { label }) }),
  });
  const judged: JudgedPicture[] = [];
  for (const picture of pictures) judged.push(await judgePicture(workshop, picture));
  return summed(judged, show);
};

function summed(judged: readonly JudgedPicture[], show: boolean): EvaluationResult {
  const shown = <Box extends { readonly text?: string | undefined }>({ text, ...box }: Box) => ({
    ...box,
    ...(show && text !== undefined ? { text } : {}),
  });
  const pictures = judged.map(({ leaks, overcovered, ...rest }) => ({
    ...rest,
    leaks: leaks.map(shown),
    overcovered: overcovered.map(shown),
  }));
  const sum = (count: (one: JudgedPicture) => number) => judged.reduce((total, one) => total + count(one), 0);
  const ofState = (state: Leak['state']) =>
    sum(({ leaks }) => leaks.filter((leak) => leak.state === state).length);
  const all = {
    pictures: judged.length,
    blocked: judged.filter(({ status }) => status === 'blocked').length,
    expected: sum(({ expected }) => expected),
    covered: sum(({ covered }) => covered),
    partly: ofState('partly'),
    left: ofState('left'),
    blank: sum(({ blank }) => blank),
    leaks: sum(({ leaks }) => leaks.length),
    legible: sum(({ legible }) => legible),
    overcovered: sum(({ overcovered }) => overcovered.length),
  };
  const lines = [
    ...judged.map(
      (one) =>
        [
          one.picture,
          one.status === 'blocked'
            ? `blocked: ${one.kinds.join(', ') || 'not read'}`
            : `${one.covered} of ${one.expected} covered`,
        ] as const,
    ),
    ...judged.flatMap(({ picture, leaks }) => leaks.map((leak) => leakLine(picture, leak, show))),
    ...judged.flatMap(({ picture, overcovered }) =>
      overcovered.map((one) => overcoveredLine(picture, one, show)),
    ),
    [
      'all',
      `${all.leaks} leaks (${all.left} left, ${all.partly} in part) of ${all.expected}, ${all.blocked} of ${all.pictures} pictures blocked; ${all.overcovered} of ${all.legible} covered that should be legible`,
    ] as const,
  ];
  return { lines, document: { leaks: all.leaks, matching, pictures, all } };
}

function leakLine(picture: string, { kind, state, share, box, text }: Leak, show: boolean) {
  return [
    `leak on ${picture}`,
    `${kind ?? 'something'}${saying(text, show)} ${placeOf(box)} is ${state} (${Math.round(share * 100)}%)`,
  ] as const;
}

function overcoveredLine(picture: string, { box, text }: ExpectedBox, show: boolean) {
  return [`covered on ${picture}`, `what${saying(text, show)} ${placeOf(box)} says`] as const;
}

const saying = (text: string | undefined, show: boolean) => (show && text !== undefined ? ` “${text}”` : '');
const placeOf = ({ x, y, width, height }: ExpectedBox['box']) => `at ${x}, ${y}, ${width} × ${height}`;
