import type { Action } from '../../lib/contracts/capture/action.ts';
import type { HiddenKind } from '../../lib/contracts/redaction/policy.ts';
import { type HiddenPlace, hideInAction } from '../../lib/domain/redaction/hiding/hide-in-action.ts';
import type { Finding } from '../messages.ts';
import type { CompanyPolicy } from '../policy/company-policy.ts';
import type { Draft } from '../transport/log.ts';
import type { Pictured } from './pictures.ts';
import { isGiven, withoutGiven } from './without-given.ts';

export interface KeptDraft<D> {
  readonly draft: D;
  /** What the person is to be told; nothing where the company has it hidden quietly. */
  readonly findings: readonly Finding[];
  /** The company lets neither what was given be uploaded nor a picture of it. */
  readonly withheld: boolean;
}

type Rules = Pick<CompanyPolicy, 'hider'> & {
  readonly rules: Pick<CompanyPolicy['rules'], 'action'>;
};

/** An action as the company's policy lets it be kept. */
export function keepDraft<D extends Omit<Draft, 'tabId'>>(policy: Rules, draft: D): KeptDraft<D> {
  const found: { place: HiddenPlace; kind: HiddenKind }[] = [];
  const action = hideInAction(draft, policy.hider, (place, kind) => found.push({ place, kind }));
  const blocks = policy.rules.action === 'block-upload';
  const withheld = blocks && found.some(({ place }) => place !== 'address');
  return {
    draft: withheld ? { ...action, detail: withoutGiven(action.detail) } : action,
    findings: policy.rules.action === 'mask' ? [] : byPlace(found, blocks),
    withheld,
  };
}

/** What is kept here as long as nobody knows what the page shows. */
export const unseen: Finding = { place: 'picture', kinds: [], withheld: true };

/**
 * The same of its picture, of which `seen` says what it shows. Without a picture nobody knows: where the company has
 * things kept back, what was given is.
 */
export function keepPicture(
  { rules }: Pick<Rules, 'rules'>,
  { seen }: Pick<Pictured, 'seen'>,
  detail: Action['detail'],
): Pick<KeptDraft<never>, 'findings' | 'withheld'> {
  const blocks = rules.action === 'block-upload';
  if (!seen) return { findings: blocks && isGiven(detail) ? [unseen] : [], withheld: blocks };
  const withheld = seen.length > 0 && blocks;
  const found = seen.map((kind) => ({ place: 'picture' as const, kind }));
  return { findings: rules.action === 'mask' ? [] : byPlace(found, withheld), withheld };
}

function byPlace(
  found: readonly { readonly place: Finding['place']; readonly kind: HiddenKind }[],
  blocks: boolean,
): Finding[] {
  const places = [...new Set(found.map(({ place }) => place))];
  return places.map((place) => {
    const kinds = found.filter((one) => one.place === place).map(({ kind }) => kind);
    // What stands in an address is cut out of it; nothing else of the step is in there.
    return { place, kinds: [...new Set(kinds)], withheld: blocks && place !== 'address' };
  });
}
