import { titleParts, titleText } from '../../../../contracts/compose/title.ts';
import type { Draft } from '../../../../contracts/guides/draft.ts';
import { siteName } from '../../site-name.ts';
import { isShortName } from './told-step.ts';

/** What the gateway is told of a guide as a whole. */
export interface ToldGuide {
  readonly title: string;
  readonly description: string;
  /** What people call the application; empty where that is a sentence. */
  readonly site: string;
  /** Without marks. */
  readonly steps: readonly string[];
  /** Short names of what was used. */
  readonly names: readonly string[];
}

/** What a guide is about shows in its first steps; more only make the call slow. */
const longestOutline = 80;

export function toldGuide({ title, description, steps }: Draft): ToldGuide {
  const names = steps.flatMap(({ title: shown, target }) => [
    ...titleParts(shown).flatMap(({ text, strong }) => (strong ? [text] : [])),
    target?.name ?? '',
  ]);
  const site = siteName(steps.map(({ page }) => page)) ?? '';
  return {
    title: titleText(title),
    description,
    site: site.split(' ').length <= 3 ? site : '',
    steps: steps.slice(0, longestOutline).map((step) => titleText(step.title).slice(0, 120)),
    names: [...new Set(names.filter(isShortName))],
  };
}
