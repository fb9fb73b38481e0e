import { titleText } from '../../../contracts/compose/title.ts';
import type { Draft, DraftStep } from '../../../contracts/guides/draft.ts';
import { hideInPage } from './hide-in-action.ts';
import { hideInAddress, hostOf } from './hide-in-address.ts';
import { hideInSentence } from './hide-in-sentence.ts';
import { hideInSurrounding, hideInTarget, labelOf } from './hide-in-target.ts';
import type { Hider } from './hider.ts';
import { isPhrase } from './phrases.ts';

/**
 * A draft as anybody may read it: no text of it holds what is sensitive. The same again changes nothing, so that it is
 * asked before a guide gets its words and of the words that it got.
 */
export function hideInDraft(draft: Draft, hider: Hider): Draft {
  const { rulesWords, sections } = draft;
  const titles: Record<string, string> = {};
  const steps = draft.steps.map((step) => {
    const here = hider.on(hostOf(step.page.url));
    const redacted = hideInStep(step, hider, here);
    const byRules = rulesWords?.steps[step.id];
    if (byRules !== undefined) titles[step.id] = hideInSentence(byRules, here);
    return redacted;
  });
  const page = hider.on(hostOf(draft.url));
  return {
    ...draft,
    title: hideInTitle(draft.title, page),
    description: hideInSentence(draft.description, page),
    url: hideInAddress(draft.url, page),
    steps,
    ...(sections === undefined
      ? {}
      : { sections: sections.map((one) => ({ ...one, title: hideInSentence(one.title, page) })) }),
    ...(rulesWords === undefined
      ? {}
      : {
          rulesWords: {
            title: hideInTitle(rulesWords.title, page),
            description: hideInSentence(rulesWords.description, page),
            steps: titles,
          },
        }),
  };
}

/** Of a title that only named what is hidden nothing is left: the guide is titled as if it had none. */
export function hideInTitle(title: string, hider: Hider): string {
  const hidden = hideInSentence(title, hider);
  return isPhrase(titleText(hidden)) ? '' : hidden;
}

function hideInStep(step: DraftStep, hider: Hider, here: Hider): DraftStep {
  const { value, target, onto, revealed, note, place, frameUrl } = step;
  const text = value?.text;
  // The value first: its field's name says what it is, and the same then stands for it in the title.
  const hidden = text === undefined ? undefined : here.text(text, labelOf(target, here));
  return {
    ...step,
    page: hideInPage(step.page, hider),
    ...(frameUrl === undefined ? {} : { frameUrl: hideInAddress(frameUrl, hider.on(hostOf(frameUrl))) }),
    ...(value === undefined || hidden === undefined ? {} : { value: { ...value, text: hidden } }),
    ...(target === undefined ? {} : { target: hideInTarget(target, here) }),
    ...(onto === undefined ? {} : { onto: hideInTarget(onto, here) }),
    ...(revealed === undefined ? {} : { revealed: hideInSurrounding(revealed, here) }),
    ...(note === undefined ? {} : { note: here.text(note) }),
    ...(place === undefined ? {} : { place: hideInSentence(place, here) }),
    title: hideInSentence(step.title, here),
  };
}
