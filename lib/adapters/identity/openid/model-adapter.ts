import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider';
import { pollInterval } from '../../../domain/identity/openid/clients.ts';
import { judgeSecondUse } from '../../../domain/identity/openid/second-use.ts';
import { isInnerName, type StoredModel, type StoredModels } from './stored-models.ts';

export interface ModelPorts {
  readonly models: StoredModels;
  /** Tells whoever sent the present request from others; the same for the same browser at the same address. */
  readonly fingerprint: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Somebody used a copy: the grant ends, and everything that came of it. */
  readonly endFamily: (payload: AdapterPayload) => Promise<void>;
}

/** An item outlives what it holds, so that what is expired or used can be told from what never was; seconds. */
const kept = 24 * 3600;

/**
 * The provider's storage. A grant that is gone ends all that came of it: every use of a code or a refresh token looks
 * for its grant first, with a consistent read, so that there is no list of a grant's tokens to be kept or missed.
 */
export function modelAdapter({ models, fingerprint, now, endFamily }: ModelPorts) {
  const isUse = () => Provider.ctx?.oidc?.route === 'token';
  const use = () => ({ by: fingerprint(), at: now() });

  const refuseSecondUse = async ({ payload, firstUse }: StoredModel): Promise<void> => {
    if (!firstUse) return;
    if (judgeSecondUse(firstUse, use()) === 'reuse') await endFamily(payload);
    throw new errors.InvalidGrant('already used');
  };

  return (model: string): Adapter => ({
    async upsert(id, payload, expiresIn) {
      await models.save(model, id, payload, {
        expiresAt: Math.floor(now() / 1_000) + (expiresIn ?? 0) + kept,
        alias: model === 'Session' ? payload.uid : payload.userCode,
      });
    },
    async find(id) {
      if (isUse()) {
        // Whoever knows no more than the table has nothing to use.
        if (isInnerName(id)) return undefined;
        // RFC 8628: a device that polls sooner than it was told waits five seconds longer each time.
        if (model === 'DeviceCode' && !(await models.poll(id, now(), pollInterval)))
          throw new errors.SlowDown();
      }
      const stored = await models.find(model, id);
      if (!stored) return undefined;
      if (isUse()) await refuseSecondUse(stored);
      const { payload, firstUse } = stored;
      return firstUse ? { ...payload, consumed: Math.floor(firstUse.at / 1_000) } : payload;
    },
    async findByUid(uid) {
      return (await models.findByAlias(model, uid))?.payload;
    },
    async findByUserCode(userCode) {
      return (await models.findByAlias(model, userCode))?.payload;
    },
    async consume(id) {
      if (await models.use(model, id, use())) return;
      const stored = await models.find(model, id);
      if (stored) await refuseSecondUse(stored);
      throw new errors.InvalidGrant('not there any more');
    },
    destroy: (id) => models.remove(model, id),
    revokeByGrantId: (grantId) => models.remove('Grant', grantId),
  });
}
