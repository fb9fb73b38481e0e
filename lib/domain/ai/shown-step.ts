import { titleParts } from '../../contracts/compose/title.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';

export interface GuideGoal {
  /** An order to the reader: `Place an order`. */
  readonly text: string;
  readonly step: DraftStep;
}

const pressed = new Set(['button', 'menuitem', 'link', 'generic', 'tab', 'option']);

/**
 * What the step's title marks last, as the title shows it: its target's name in most kinds of steps, else a key, a file
 * or a page; empty where nothing is marked.
 */
export function shownName({ title }: DraftStep): string {
  return titleParts(title).findLast(({ strong }) => strong)?.text ?? '';
}

/** A press that does something, rather than opening a menu or unfolding a part of the page. */
export function isPress({ kind, target }: DraftStep): boolean {
  return kind === 'click' && target !== undefined && pressed.has(target.role);
}
