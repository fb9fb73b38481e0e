import type { TenantPolicy } from '../../../lib/contracts/identity/policy.ts';

/** Rules to begin with; each fits the schema as it stands. */
export const examples: readonly (TenantPolicy & { readonly label: string })[] = [
  {
    label: 'Only admins delete guides',
    id: 'only-admins-delete',
    description: 'Editors keep the guides they share; admins tidy up.',
    text: `forbid (
  principal is User,
  action == Action::"deleteGuide",
  resource
) unless {
  principal in Role::"admin"
};`,
  },
  {
    label: 'Editors read the audit log',
    id: 'editors-read-the-log',
    description: 'Whoever publishes may see what happened to it.',
    text: `permit (
  principal in Role::"editor",
  action == Action::"readAudit",
  resource
);`,
  },
  {
    label: 'API keys do not touch sensitive guides',
    id: 'no-keys-on-sensitive',
    description: 'Sensitive guides are for people alone.',
    text: `forbid (
  principal is ApiKey,
  action,
  resource is Guide
) when {
  resource.sensitive
};`,
  },
];

export const emptyRule: TenantPolicy = {
  id: '',
  description: '',
  text: `permit (
  principal in Role::"viewer",
  action == Action::"exportGuide",
  resource
);`,
};
