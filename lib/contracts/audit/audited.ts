import type { AuditEvent } from './entry.ts';

/** What a context says of something that was done or refused; `newAuditEvent` adds id, time and trace. */
export interface Audited {
  readonly tenantId: string;
  readonly actor: AuditEvent['actor'];
  /** Operation id such as `revokeLink`, or an event's name. */
  readonly action: string;
  /** Kind as the context names it: `Guide`, `Recording`, `Link`, `Member`, `ApiKey` … */
  readonly resource: AuditEvent['resource'];
  /** `done` unless said otherwise. */
  readonly outcome?: AuditEvent['outcome'];
  /** Ids, roles, scopes, names of reasons; never content, never an address or a name of a person. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** The port of domain code that makes events: id, time and trace are not its business. */
export type NewAuditEvent = (audited: Audited) => AuditEvent;

/** Ids tell what they are of: `usr_…`, `key_…`. */
export function actorOf({ userId }: { readonly userId: string }): AuditEvent['actor'] {
  return { kind: userId.startsWith('key_') ? 'api-key' : 'user', id: userId };
}
