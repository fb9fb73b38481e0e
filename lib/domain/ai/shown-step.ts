import { titleParts } from '../../contracts/compose/title.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';

export interface GuideGoal {
  /** An order to the reader: `Place an order`. */
  readonly text: string;
  readonly step: DraftStep;
}

const pressed = new Set(['button', 'menuitem', 'link', 'generic', 'tab', 'option']);

/** The name that the step's title shows: already without badges, shortcuts and decoration. */
export function shownName({ title }: DraftStep): string {
  return titleParts(title).findLast(({ strong }) => strong)?.text ?? '';
}

/** A press that does something, rather than opening a menu or unfolding a part of the page. */
export function isPress({ kind, target }: DraftStep): boolean {
  return kind === 'click' && target !== undefined && pressed.has(target.role);
}
