import type { Action } from '../../../contracts/identity/action.ts';
import type { KeyScope } from '../../../contracts/identity/key-scope.ts';
import type { Role } from '../../../contracts/identity/role.ts';

/** Who asks. The tenant comes from the credential, never from the request. */
export type Principal = UserPrincipal | KeyPrincipal;

export interface UserPrincipal {
  readonly kind: 'user';
  readonly id: string;
  readonly tenantId: string;
  readonly role: Role;
}

export interface KeyPrincipal {
  readonly kind: 'api-key';
  readonly id: string;
  readonly tenantId: string;
  readonly scopes: readonly KeyScope[];
}

/** What is asked for, with all that a rule may look at. */
export type Resource = TenantResource | ItemResource;

export interface TenantResource {
  readonly kind: 'Tenant';
  readonly id: string;
  readonly tenantId: string;
}

/** A recording is as sensitive as the guide that comes of it. */
export interface ItemResource extends GuideAttributes {
  readonly kind: 'Guide' | 'Recording';
  readonly id: string;
  readonly tenantId: string;
}

/** What is decided by of a guide; the rest of it is not the rules' business. */
export interface GuideAttributes {
  /** User or API key. */
  readonly createdBy?: string | undefined;
  readonly sensitive: boolean;
  readonly collaborators: readonly Collaborator[];
}

export interface Collaborator {
  readonly userId: string;
  readonly role: 'viewer' | 'editor';
}

export interface Question {
  readonly principal: Principal;
  readonly action: Action;
  readonly resource: Resource;
}

export interface Decision {
  readonly allow: boolean;
  /** Ids of the rules that decided: `built-in/…` or `tenant/…`. Empty: nothing permits it. */
  readonly because: readonly string[];
}

/** A guide that nobody has said anything about. */
export const plainGuide: GuideAttributes = { sensitive: false, collaborators: [] };
