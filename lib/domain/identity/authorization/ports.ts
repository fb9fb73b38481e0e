import type { Audited } from '../../../contracts/audit/audited.ts';
import type { RateState } from '../../../contracts/identity/caller.ts';
import type { KeyScope } from '../../../contracts/identity/key-scope.ts';
import type { Role } from '../../../contracts/identity/role.ts';
import type { Plan } from '../../../contracts/metering/plan.ts';
import type { PolicyEngine, TenantPolicies } from './decide.ts';
import type { GuideAttributes } from './question.ts';

export interface AccessTokens {
  verify(
    token: string,
  ): Promise<
    { readonly ok: true; readonly value: TokenHolder } | { readonly ok: false; readonly reason: string }
  >;
}

export interface TokenHolder {
  readonly userId: string;
  readonly tenantId: string;
  /** What the person is called, where the token says it. */
  readonly userName?: string | undefined;
  readonly scopes: readonly string[];
  /** When whoever it was given to signed in; milliseconds since the epoch. */
  readonly signedInAt: number;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

export interface ApiKeys {
  /** The key with that very text; whether it may still be used is for the rules to say. */
  find(text: string): Promise<FoundKey | undefined>;
  /** Remembers that the key is in use, now and then. */
  noteUse(key: FoundKey, at: Date): Promise<void>;
}

export interface FoundKey {
  readonly id: string;
  readonly tenantId: string;
  readonly scopes: readonly KeyScope[];
  /** Milliseconds since the epoch at which it ends: its own term, or the overlap after a rotation. */
  readonly endsAt?: number | undefined;
  readonly revokedAt?: string | undefined;
  readonly lastUsedAt?: string | undefined;
  /** Where that is fewer than the plan's. */
  readonly requestsPerMinute?: number | undefined;
}

export interface TenantStates {
  find(tenantId: string): Promise<TenantState | undefined>;
}

export interface TenantState {
  readonly plan: Plan;
  readonly active: boolean;
}

export interface MemberStates {
  find(tenantId: string, userId: string): Promise<MemberState | undefined>;
}

export interface MemberState {
  readonly role: Role;
  readonly active: boolean;
  /** Milliseconds since the epoch: what came of sign-ins from then or before counts no more. */
  readonly notBefore: number;
}

/** Where each tenant's data is. */
export interface TenantDirectory {
  find(tenantId: string): Promise<TenantHome | undefined>;
  /** That it lives here. The same again changes nothing, and no tenant is moved by it. */
  put(tenantId: string): Promise<void>;
}

export interface TenantHome {
  readonly region: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly edgeUrl: string;
}

/** One request of a tenant, counted for the tenant and, where it came with an API key, for the key. */
export interface Taking {
  readonly tenantId: string;
  readonly plan: Plan;
  readonly key?: { readonly id: string; readonly requestsPerMinute?: number | undefined } | undefined;
}

export interface Rates {
  take(taking: Taking): Promise<{ readonly taken: boolean; readonly rate: RateState }>;
}

export interface Resources {
  /** Of the tenant's own; undefined where nothing has been said about the guide. */
  guide(tenantId: string, guideId: string): Promise<GuideAttributes | undefined>;
  /** Of any tenant. */
  recording(recordingId: string): Promise<RecordingOwner | undefined>;
}

export interface RecordingOwner {
  readonly tenantId: string;
  readonly createdBy: string;
  readonly guideId: string;
}

export interface PresentPolicies {
  /** Undefined where the tenant has written none. */
  find(tenantId: string): Promise<TenantPolicies | undefined>;
}

export interface Refusals {
  refused(audited: Audited): Promise<void>;
}

export interface AdmissionPorts {
  readonly tokens: AccessTokens;
  readonly apiKeys: ApiKeys;
  readonly tenants: TenantStates;
  readonly members: MemberStates;
  readonly directory: Pick<TenantDirectory, 'find'>;
  readonly rates: Rates;
  readonly resources: Resources;
  readonly policies: PresentPolicies;
  readonly engine: PolicyEngine;
  readonly audit: Refusals;
  /** This one. */
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
