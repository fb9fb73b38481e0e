import type { Action, ActionDetail, PageReference } from '../../../contracts/capture/action.ts';
import { hideInAddress, hostOf } from './hide-in-address.ts';
import type { Hider } from './hider.ts';
import { labelOf, redactTarget } from './redact-target.ts';

/** An action as it may be kept: what its page showed and what was typed, without what is sensitive in it. */
export function redactAction(action: Action, hider: Hider): Action {
  const host = hostOf(action.page.url);
  const here = hider.on(host);
  // The value first: its field's name says what it is, and the same then stands for it in the names around.
  const detail = redactDetail(action.detail, labelOf(action.target), here);
  const { target, frameUrl } = action;
  return {
    ...action,
    page: redactPage(action.page, hider),
    ...(frameUrl === undefined ? {} : { frameUrl: hideInAddress(frameUrl, hider.on(hostOf(frameUrl))) }),
    ...(target === undefined ? {} : { target: redactTarget(target, here) }),
    detail,
  };
}

export function redactPage({ url, title }: PageReference, hider: Hider): PageReference {
  const page = hider.on(hostOf(url));
  return { url: hideInAddress(url, page), title: page.text(title) };
}

function redactDetail(detail: ActionDetail, label: string, hider: Hider): ActionDetail {
  switch (detail.kind) {
    case 'input': {
      const { value } = detail.field;
      if (value === undefined) return detail;
      return { ...detail, field: { ...detail.field, value: hider.text(value, label) } };
    }
    case 'select':
      return { ...detail, options: detail.options.map((option) => hider.text(option, label)) };
    case 'choose-file':
      return { ...detail, fileNames: detail.fileNames.map((name) => hider.text(name)) };
    case 'drag':
      return detail.onto === undefined ? detail : { ...detail, onto: redactTarget(detail.onto, hider) };
    case 'scroll': {
      const { revealed } = detail;
      if (revealed === undefined) return detail;
      return { ...detail, revealed: { ...revealed, name: hider.text(revealed.name) } };
    }
    case 'note':
      return { ...detail, note: hider.text(detail.note) };
    default:
      return detail;
  }
}
