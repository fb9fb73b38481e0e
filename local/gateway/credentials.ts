import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal } from '../service.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Whose key signed a request. */
type KeyHolder =
  | { readonly ok: true; readonly principal: Principal; readonly accessKey: AccessKey }
  | { readonly ok: false; readonly reason: 'unknown-key' | 'expired-token' };

/** Issues access keys and knows them again, also after a restart: presigned links outlive the process. */
export interface KeyIssuer {
  /** May do everything; for the command line and for standing up. */
  readonly admin: AccessKey;
  /** A session of a role; valid for `lifetimeMs`. */
  session(role: string, sessionName: string, lifetimeMs: number): AccessKey;
  holder(accessKeyId: string, sessionToken: string | undefined): KeyHolder;
}

interface Session {
  readonly key: string;
  readonly role: string;
  readonly name: string;
  readonly expires: number;
}

/**
 * Secrets and tokens follow from one master secret in the state folder, so nothing per session is
 * stored: the token carries the role and expiry under a MAC, as an opaque text to its bearer.
 */
export function createKeyIssuer(directory: string, account: string, now: () => number = Date.now): KeyIssuer {
  const master = masterSecret(directory);
  const mac = (purpose: string, text: string) =>
    createHmac('sha256', master).update(`${purpose}:${text}`).digest('base64url');
  const secretOf = (accessKeyId: string) => mac('secret', accessKeyId).slice(0, 40);
  const adminId = `AKIA${letters(createHmac('sha256', master).update('admin').digest())}`;
  const admin = { accessKeyId: adminId, secretAccessKey: secretOf(adminId) };
  const verified = new Map<string, { session: Session; secretAccessKey: string }>();

  const openToken = (token: string) => {
    const known = verified.get(token);
    if (known) return known;
    const [body = '', signature = ''] = token.split('.');
    const expected = Buffer.from(mac('token', body));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const session = JSON.parse(Buffer.from(body, 'base64url').toString()) as Session;
    if (verified.size > 10_000) verified.clear();
    const opened = { session, secretAccessKey: secretOf(session.key) };
    verified.set(token, opened);
    return opened;
  };

  return {
    admin,
    session: (role, name, lifetimeMs) => {
      const accessKeyId = `ASIA${letters(randomBytes(16))}`;
      const session: Session = { key: accessKeyId, role, name, expires: now() + lifetimeMs };
      const body = Buffer.from(JSON.stringify(session)).toString('base64url');
      return {
        accessKeyId,
        secretAccessKey: secretOf(accessKeyId),
        sessionToken: `${body}.${mac('token', body)}`,
      };
    },
    holder: (accessKeyId, sessionToken) => {
      if (accessKeyId === adminId)
        return {
          ok: true,
          accessKey: admin,
          principal: { arn: `arn:aws:iam::${account}:root`, admin: true },
        };
      const opened = sessionToken === undefined ? undefined : openToken(sessionToken);
      if (sessionToken === undefined || opened?.session.key !== accessKeyId)
        return { ok: false, reason: 'unknown-key' };
      const { session, secretAccessKey } = opened;
      if (session.expires <= now()) return { ok: false, reason: 'expired-token' };
      return {
        ok: true,
        principal: rolePrincipal(account, session.role, session.name),
        accessKey: { accessKeyId, secretAccessKey, sessionToken },
      };
    },
  };
}

export function rolePrincipal(account: string, role: string, sessionName: string): Principal {
  return { arn: `arn:aws:sts::${account}:assumed-role/${role}/${sessionName}`, admin: false, role };
}

function masterSecret(directory: string): Buffer {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'master-secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600 });
  return readFileSync(path);
}

const letters = (bytes: Buffer) =>
  [...bytes.subarray(0, 16)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');
