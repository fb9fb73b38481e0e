import type { FrameSurvey, View } from '../messages.ts';
import { childFrames } from './page/child-frames.ts';
import type { Discovery } from './page/discovery.ts';
import { fieldsInView } from './page/masks.ts';
import type { PageChanges } from './page/page-changes.ts';
import { rememberShown } from './page/shown-values.ts';
import type { SensitiveMasks, SensitiveTexts } from './text/sensitive-texts.ts';

export interface SurveyPorts {
  readonly token: () => string | undefined;
  readonly keepsTyped: () => boolean;
  readonly discovery: Pick<Discovery, 'complete' | 'knowsFloating'>;
  readonly changes: Pick<PageChanges, 'watch' | 'changedSince' | 'hasChanged' | 'sinceMoment'>;
  readonly texts: Pick<SensitiveTexts, 'look' | 'masks'>;
  /** Just before the picture, and just after. */
  readonly onBefore: () => void;
  readonly onAfter: () => void;
}

export const viewNow = (): View => ({
  width: innerWidth,
  height: innerHeight,
  scrollX: Math.round(scrollX),
  scrollY: Math.round(scrollY),
});

/** Tells what a frame looks like when a picture of its tab is taken: once before, and once after. */
export function createSurvey(
  ports: SurveyPorts,
): (shot: string, phase: 'before' | 'after') => Promise<FrameSurvey> {
  const { token, keepsTyped, discovery, changes, texts } = ports;
  let covered: SensitiveMasks = { masks: [], kinds: [], unjudged: false };

  const measure = async (hasChanged: boolean): Promise<void> => {
    // Only where there is something to wait for: each turn of waiting lets the page change.
    const discovering = discovery.complete();
    if (discovering) await discovering;
    const looking = texts.look({
      keepTyped: keepsTyped(),
      hasChanged,
      knowsFloating: discovery.knowsFloating(),
    });
    if (looking) await looking;
    const found = texts.masks(changes.hasChanged());
    const fields = fieldsInView(keepsTyped());
    rememberShown(fields.legible);
    covered = { ...found, masks: [...fields.masks, ...found.masks] };
  };
  return async (shot, phase) => {
    const changedAt = phase === 'before' ? changes.sinceMoment : undefined;
    if (phase === 'before') {
      const hasChanged = changes.hasChanged();
      changes.watch(shot);
      ports.onBefore();
      await measure(hasChanged);
    } else {
      ports.onAfter();
      // What did not change is where it was.
      if (changes.changedSince(shot)) await measure(true);
    }
    return {
      token: token(),
      view: viewNow(),
      ...covered,
      children: childFrames(),
      changed: phase === 'after' && changes.changedSince(shot),
      ...(changedAt === undefined ? {} : { changedAt }),
    };
  };
}
