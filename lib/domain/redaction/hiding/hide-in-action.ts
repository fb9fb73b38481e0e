import type { Action, ActionDetail, PageReference } from '../../../contracts/capture/action.ts';
import { nameLength, recordingLimits } from '../../../contracts/capture/limits.ts';
import type { HiddenKind } from '../../../contracts/redaction/policy.ts';
import { hideInAddress, hostOf } from './hide-in-address.ts';
import { hideInFileName } from './hide-in-file-name.ts';
import { hideInSurrounding, hideInTarget, labelOf } from './hide-in-target.ts';
import type { Hider } from './hider.ts';
import { withinLength } from './within-length.ts';

/** Where something sensitive was: in what the person gave, in what the page says, in its address or title. */
export type HiddenPlace = 'given' | 'page' | 'address';

/**
 * An action as it may be kept: what its page showed and what was given, without what is sensitive in it. The same again
 * changes nothing: the extension hides before it keeps an action, and the server before it composes it.
 * @param see told what was hidden, and where
 */
export function hideInAction<A extends Pick<Action, 'page' | 'frameUrl' | 'target' | 'detail'>>(
  action: A,
  hider: Hider,
  see: (place: HiddenPlace, kind: HiddenKind) => void = () => undefined,
): A {
  const at = (place: HiddenPlace, of: Hider) => of.telling((kind) => see(place, kind));
  const here = hider.on(hostOf(action.page.url));
  const [given, said, around] = [at('given', here), at('page', here), at('address', hider)];
  const { page, target, frameUrl } = action;
  // What was given first: its field's name says what it is, and the same then stands for it in the names around.
  const detail = hideInDetail(action.detail, labelOf(target, here), given, said);
  return {
    ...action,
    page: hideInPage(page, around),
    ...(frameUrl === undefined ? {} : { frameUrl: hideInAddress(frameUrl, around.on(hostOf(frameUrl))) }),
    ...(target === undefined ? {} : { target: hideInTarget(target, said) }),
    detail,
  };
}

export function hideInPage({ url, title }: PageReference, hider: Hider): PageReference {
  const page = hider.on(hostOf(url));
  return { url: hideInAddress(url, page), title: withinLength(page.text(title), nameLength) };
}

function hideInDetail(detail: ActionDetail, label: string, given: Hider, said: Hider): ActionDetail {
  switch (detail.kind) {
    case 'input': {
      const { value } = detail.field;
      if (value === undefined) return detail;
      const hidden = withinLength(given.text(value, label), recordingLimits.textLength);
      return { ...detail, field: { ...detail.field, value: hidden } };
    }
    case 'select':
      return {
        ...detail,
        options: detail.options.map((option) => withinLength(given.text(option, label), nameLength)),
      };
    case 'choose-file':
      return {
        ...detail,
        fileNames: detail.fileNames.map((name) => withinLength(hideInFileName(name, given), nameLength)),
      };
    case 'drag':
      return detail.onto === undefined ? detail : { ...detail, onto: hideInTarget(detail.onto, said) };
    case 'scroll':
      return detail.revealed === undefined
        ? detail
        : { ...detail, revealed: hideInSurrounding(detail.revealed, said) };
    case 'note':
      return { ...detail, note: withinLength(given.text(detail.note), recordingLimits.textLength) };
    default:
      return detail;
  }
}
