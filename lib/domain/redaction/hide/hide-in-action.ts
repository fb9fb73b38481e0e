import type { Action, ActionTarget, Surrounding } from '../../../contracts/capture/action.ts';
import type { HiddenKind } from '../../../contracts/redaction/policy.ts';
import { hideInAddress } from './hide-in-address.ts';
import { type Find, hideText } from './hide-text.ts';

/** Where something sensitive was: in what the person gave, in what the page says, in its address or title. */
export type HiddenPlace = 'given' | 'page' | 'address';

export interface HiddenInAction<A> {
  readonly action: A;
  readonly found: readonly { readonly place: HiddenPlace; readonly kind: HiddenKind }[];
}

type Texts = Pick<Action, 'page' | 'frameUrl' | 'target' | 'detail'>;

/**
 * An action as it may be kept: every text of it without what is sensitive.
 *
 * @param onGiven told what of the value is, before the rest is looked at.
 */
export function hideInAction<A extends Texts>(
  find: Find,
  action: A,
  host: string,
  onGiven: (value: string, kind: HiddenKind) => void = () => undefined,
): HiddenInAction<A> {
  const findGiven: Find = (text, around) => {
    const parts = find(text, around);
    for (const { kind, start, end } of parts) onGiven(text.slice(start, end), kind);
    return parts;
  };
  const found: { place: HiddenPlace; kind: HiddenKind }[] = [];
  const see = (place: HiddenPlace, kinds: readonly HiddenKind[]) => {
    for (const kind of kinds) found.push({ place, kind });
  };
  const hide = (place: HiddenPlace, text: string, label?: string) => {
    const hidden = hideText(place === 'given' ? findGiven : find, text, {
      host,
      ...(label ? { label } : {}),
    });
    see(place, hidden.kinds);
    return hidden;
  };
  const inText = (text: string, place: HiddenPlace = 'page'): string => hide(place, text).text;
  const inAddress = (address: string): string => {
    const hidden = hideInAddress(find, address, { host });
    see('address', hidden.kinds);
    return hidden.address;
  };
  const inSurrounding = (one: Surrounding): Surrounding => ({ ...one, name: inText(one.name).slice(0, 500) });
  const inTarget = (target: ActionTarget): ActionTarget => ({
    ...target,
    name: inText(target.name).slice(0, 500),
    ...(target.text === undefined ? {} : { text: inText(target.text).slice(0, 500) }),
    ...(target.placeholder === undefined ? {} : { placeholder: inText(target.placeholder).slice(0, 500) }),
    surroundings: target.surroundings.map(inSurrounding),
    // A selector that was changed finds nothing; the others of the list still do.
    selectors: target.selectors.filter((list) => list.every((each) => hide('page', each).kinds.length === 0)),
  });
  /** Judged without its ending, which would make an e-mail address no such. */
  const inFileName = (name: string): string => {
    const [ending = ''] = /\.\w{1,8}$/.exec(name) ?? [];
    return `${hide('given', name.slice(0, name.length - ending.length)).text}${ending}`.slice(0, 500);
  };
  const inDetail = (detail: Action['detail']): Action['detail'] => {
    const label = action.target?.name || action.target?.placeholder;
    switch (detail.kind) {
      case 'input': {
        const { value } = detail.field;
        if (value === undefined) return detail;
        return {
          ...detail,
          field: { ...detail.field, value: hide('given', value, label).text.slice(0, 2_000) },
        };
      }
      case 'select':
        return {
          ...detail,
          options: detail.options.map((option) => hide('given', option, label).text.slice(0, 500)),
        };
      case 'choose-file':
        return { ...detail, fileNames: detail.fileNames.map(inFileName) };
      case 'note':
        return { ...detail, note: hide('given', detail.note).text.slice(0, 2_000) };
      case 'drag':
        return detail.onto ? { ...detail, onto: inTarget(detail.onto) } : detail;
      case 'scroll':
        return detail.revealed ? { ...detail, revealed: inSurrounding(detail.revealed) } : detail;
      default:
        return detail;
    }
  };
  // First: what was given is known in all that the page says.
  const detail = inDetail(action.detail);
  const hiddenAction = {
    ...action,
    page: { url: inAddress(action.page.url), title: inText(action.page.title, 'address').slice(0, 500) },
    ...(action.frameUrl === undefined ? {} : { frameUrl: inAddress(action.frameUrl) }),
    ...(action.target === undefined ? {} : { target: inTarget(action.target) }),
    detail,
  };
  return { action: hiddenAction, found };
}
