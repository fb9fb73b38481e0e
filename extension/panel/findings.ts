import type { Step } from '../../lib/contracts/compose/step.ts';
import { inWords } from '../../lib/contracts/redaction/kind-words.ts';
import type { HiddenKind } from '../../lib/contracts/redaction/policy.ts';
import type { Finding, RecordingState } from '../messages.ts';

/** Whatever was found in the actions that the step stands for, one finding for each place. */
export function findingsOf(
  { actions }: Pick<Step, 'actions'>,
  all: RecordingState['findings'],
): readonly Finding[] {
  const own = all.filter(({ index }) => index >= actions.first && index <= actions.last);
  const byPlace = new Map<Finding['place'], Finding>();
  for (const { place, kinds, withheld } of own.flatMap(({ findings }) => findings)) {
    const before = byPlace.get(place);
    const joined = new Set<HiddenKind>([...(before?.kinds ?? []), ...kinds]);
    byPlace.set(place, { place, kinds: [...joined], withheld: withheld || (before?.withheld ?? false) });
  }
  return [...byPlace.values()];
}

const hiddenIn: Readonly<Record<Finding['place'], string>> = {
  given: 'Hidden in what you gave',
  page: 'Hidden in what the page says',
  address: 'Hidden in the page’s address or title',
  picture: 'Covered in the picture',
};
const keptBack: Readonly<Record<Finding['place'], string>> = {
  given: 'Not sent: what you gave, and the picture. It holds',
  page: 'Not sent: what you gave, and the picture. The page’s text holds',
  address: 'Hidden in the page’s address or title',
  picture: 'Not sent: the picture, and anything you gave. It shows',
};

/** “Covered in the picture: a card number.” What it was is never said. */
export function sayFinding({ place, kinds, withheld }: Finding): string {
  if (kinds.length === 0) return 'Not sent: what you gave. The page could not be looked through for it.';
  const lead = (withheld ? keptBack : hiddenIn)[place];
  return `${lead}${lead.startsWith('Not') ? ' ' : ': '}${inWords(kinds)}.`;
}

/** Of the last action alone; nothing once another was taken. */
export function sayJustNow({
  findings,
  lastAction,
}: Pick<RecordingState, 'findings' | 'lastAction'>): string {
  const last = findings.at(-1);
  if (!last || last.index !== lastAction) return '';
  const isKept = last.findings.some(({ withheld }) => withheld);
  const kinds = last.findings.flatMap((finding) => finding.kinds);
  return `${isKept ? 'Kept back' : 'Hidden'} just now: ${kinds.length > 0 ? inWords(kinds) : 'what you gave'}.`;
}
