import { type TenantPolicy, tenantPolicy } from '../../../lib/contracts/identity/policy.ts';

/** A policy while it is edited; `key` stays while its id is typed. */
export interface PolicyDraft extends TenantPolicy {
  readonly key: number;
}

let keys = 0;

export function draftOf(policy: TenantPolicy): PolicyDraft {
  return { ...policy, key: keys++ };
}

/** As it is sent. */
export function policiesOf(drafts: readonly PolicyDraft[]): TenantPolicy[] {
  return drafts.map(({ id, description, text }) => ({ id, description, text }));
}

export function isSame(drafts: readonly PolicyDraft[], policies: readonly TenantPolicy[]): boolean {
  const plain = (list: readonly TenantPolicy[]) =>
    JSON.stringify(list.map(({ id, description, text }) => [id, description, text]));
  return plain(drafts) === plain(policies);
}

/** What is wrong before anything is sent, by the fields' places. */
export function wrongFields(drafts: readonly PolicyDraft[]): readonly { pointer: string; message: string }[] {
  return drafts.flatMap((draft, index) => {
    const errors = [];
    if (!tenantPolicy.shape.id.safeParse(draft.id).success)
      errors.push({
        pointer: `/policies/${index}/id`,
        message: 'Small letters, digits and hyphens, beginning with a letter or digit.',
      });
    if (draft.text.trim() === '')
      errors.push({ pointer: `/policies/${index}/text`, message: 'Write one rule.' });
    return errors;
  });
}
