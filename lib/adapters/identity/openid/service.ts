import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type CredentialPorts, checkCredentials } from '../../../domain/identity/openid/check-credentials.ts';
import type { KeyRings } from '../../../domain/identity/openid/signing-keys.ts';
import { log } from '../../../runtime/log.ts';
import type { HttpReply } from '../../../runtime/problem.ts';
import { edgeSenders } from './edge-senders.ts';
import { answerEvent, type Listener } from './http-event.ts';
import { providerKeys } from './kms-signing-key.ts';
import { modelAdapter } from './model-adapter.ts';
import { openidProvider } from './provider.ts';
import { presentFingerprint } from './request-sender.ts';
import type { SignInEvents } from './sign-in-events.ts';
import type { StoredModels } from './stored-models.ts';

export interface ServicePorts extends CredentialPorts {
  readonly issuer: string;
  /** Without a slash at its end. */
  readonly edgeUrl: string;
  readonly cookieKeys: () => Promise<readonly string[]>;
  readonly edgeSecrets: () => Promise<readonly string[]>;
  readonly rings: Pick<KeyRings, 'read'>;
  readonly models: StoredModels;
  readonly events: SignInEvents;
  /** For tests; KMS unless said otherwise. */
  readonly signingKeys?: typeof providerKeys;
}

interface Present {
  readonly version: number;
  readonly until: number;
  readonly listener: Listener;
}

/** Milliseconds; a key that was withdrawn signs nothing after that. */
const keptFor = 60_000;

/** Answers requests to the issuer with a provider that has the keys of these minutes. */
export function openidService(ports: ServicePorts) {
  const issuer = new URL(ports.issuer);
  const senderOf = edgeSenders(ports.edgeSecrets, ports.now);
  let present: Promise<Present> | undefined;

  const renew = async (before: Present | undefined): Promise<Present> => {
    const ring = await ports.rings.read();
    const until = ports.now() + keptFor;
    if (before?.version === ring.version) return { ...before, until };
    if (ring.version === 0) throw new Error('there is no signing key yet');
    const signingKeys = (ports.signingKeys ?? providerKeys)(ring.keys);
    const provider = providerOf(ports, { signingKeys, cookieKeys: await ports.cookieKeys() });
    return { version: ring.version, until, listener: provider.callback() };
  };
  const current = async (): Promise<Present> => {
    const before = await present?.catch(() => undefined);
    if (before && before.until > ports.now()) return before;
    const renewed = renew(before);
    present = renewed;
    return renewed;
  };

  return {
    async answer(event: APIGatewayProxyEventV2): Promise<HttpReply> {
      const sender = await senderOf(event);
      const { listener } = await current();
      return answerEvent(event, { issuer, sender, listener });
    },
  };
}

function providerOf(
  ports: ServicePorts,
  keys: { readonly signingKeys: ReturnType<typeof providerKeys>; readonly cookieKeys: readonly string[] },
) {
  const { models, events, now, accounts, attempts, issuer, edgeUrl } = ports;
  return openidProvider({
    ...keys,
    issuer,
    edgeUrl,
    accounts,
    attempts,
    now,
    checkCredentials: (attempt) => checkCredentials(ports, attempt),
    signedIn: events.signedIn,
    deviceAnswered: events.deviceAnswered,
    signedOut: events.signedOut,
    adapter: modelAdapter({
      models,
      fingerprint: presentFingerprint,
      now,
      async endFamily(payload) {
        await events.reused(payload);
        if (payload.grantId) await models.remove('Grant', payload.grantId);
      },
    }),
    failed: (error) => log.error('OPENID_FAILED', error),
    refused: (event, reason, detail) => log.info('OPENID_REFUSED', { event, reason, detail }),
  });
}
