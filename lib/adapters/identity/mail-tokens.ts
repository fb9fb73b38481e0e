import { createHash, randomBytes } from 'node:crypto';
import type { MailTokens } from '../../domain/identity/mail-token.ts';

/** 256 random bits; as good as unguessable, so that a plain hash keeps them. */
export const randomMailTokens: MailTokens = {
  create: () => randomBytes(32).toString('base64url'),
  hash: (token) => createHash('sha256').update(token).digest('hex'),
};
