import { type KoaContextWithOIDC, interactionPolicy as policies } from 'oidc-provider';

const { base, Check, Prompt } = policies;

/** Sign in; and where it is for a device, be asked about that device. Nobody is asked about our own clients. */
export function interactionPolicy() {
  const policy = base();
  policy.remove('consent');
  policy.get('login')?.checks.add(
    new Check('session_ended', 'The session has ended', ({ oidc }) =>
      // The account's sessions were ended, or the account is no more.
      Boolean(oidc.session?.accountId && !oidc.account && !oidc.result?.login),
    ),
  );
  policy.add(
    new Prompt(
      { name: 'approve', requestable: false },
      new Check('device', 'Somebody has to approve the device', (ctx) =>
        Boolean(ctx.oidc.deviceCode && !isApproved(ctx)),
      ),
    ),
  );
  return policy;
}

/** Whether this very device was approved just now. */
export function isApproved({ oidc }: Pick<KoaContextWithOIDC, 'oidc'>): boolean {
  const answer = oidc.result?.approve as { readonly deviceCode?: string } | undefined;
  return answer?.deviceCode !== undefined && answer.deviceCode === oidc.deviceCode?.jti;
}
