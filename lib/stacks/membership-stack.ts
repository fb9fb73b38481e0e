import type { Construct } from 'constructs';
import type { Env as AcceptInvitationEnv } from '../../functions/identity/accept-invitation.ts';
import type { Env as ChangeMemberEnv } from '../../functions/identity/change-member.ts';
import type { Env as InviteMemberEnv } from '../../functions/identity/invite-member.ts';
import type { Env as ListMembersEnv } from '../../functions/identity/list-members.ts';
import type { Env as RequestPasswordResetEnv } from '../../functions/identity/request-password-reset.ts';
import type { Grantee } from '../constructs/grants.ts';
import { allowPartitions, allowSend } from '../constructs/grants.ts';
import type { Access, Doorkeepers, Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction, type NodeFunctionProps } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';
import { type MailStack, noMailQueue } from './mail-stack.ts';

export interface MembershipStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: Doorkeepers;
  readonly identities: IdentityDataStack;
  readonly audit: AuditDataStack;
  /** Without it nothing is mailed, and the routes that need a mail say so. */
  readonly mails: MailStack | undefined;
  readonly breachedPasswordsUrl: string | undefined;
}

type ReadEnv = ListMembersEnv;
type ChangeEnv = ChangeMemberEnv;
type PasswordEnv = AcceptInvitationEnv;

/** Partitions of the Identity table, and what is done to items in them. */
type Partitions = Parameters<typeof allowPartitions>[2];

/** Who belongs to a company, and what people do with their own account. */
export class MembershipStack extends ProductStack {
  private readonly props: MembershipStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: MembershipStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.addAccount();
    this.addPasswordReset();
    this.addMembers();
    this.addInvitations();
  }

  private addAccount(): void {
    const read = this.reader('ReadAccount', 'functions/identity/read-account.ts', { 'TENANT#*': ['Get'] });
    this.route('GET', '/v1/account', read);
    const change = this.changer('ChangeAccount', 'functions/identity/change-account.ts', {
      'TENANT#*': ['Update'],
      'USER#*': ['Update'],
    });
    this.route('PUT', '/v1/account', change);
    const password = this.passwordSetter('ChangePassword', 'functions/identity/change-password.ts', {
      'ATTEMPT#*': ['Update'],
      'TENANT#*': ['Get', 'Update'],
      'USER#*': ['Get', 'Update'],
    });
    this.route('PUT', '/v1/account/password', password);
    const signOut = this.changer('SignOutEverywhere', 'functions/identity/sign-out-everywhere.ts', {
      'TENANT#*': ['Update'],
    });
    this.route('DELETE', '/v1/account/sessions', signOut);
  }

  private addPasswordReset(): void {
    const { identities, mails } = this.props;
    const request = new NodeFunction<RequestPasswordResetEnv>(this, 'RequestPasswordReset', {
      entry: 'functions/identity/request-password-reset.ts',
      environment: {
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        MAIL_QUEUE_URL: mails?.queueUrl ?? noMailQueue,
      },
    });
    allowPartitions(request, identities.identities, { 'ATTEMPT#*': ['Update'], 'RESET#*': ['Put'] });
    mails?.allowMailing(request);
    const openBecause = 'Who needs it cannot sign in.';
    this.route('POST', '/v1/password-resets', request, { openBecause });
    const read = this.reader('ReadPasswordReset', 'functions/identity/read-password-reset.ts', {
      'RESET#*': ['Get'],
    });
    this.route('POST', '/v1/password-resets/read', read, byToken);
    const complete = this.passwordSetter(
      'CompletePasswordReset',
      'functions/identity/complete-password-reset.ts',
      {
        'EMAIL#*': ['Get'],
        'RESET#*': ['Get', 'Update'],
        'TENANT#*': ['Get', 'Update'],
        'USER#*': ['Get', 'Update'],
      },
    );
    this.route('POST', '/v1/password-resets/complete', complete, byToken);
  }

  private addMembers(): void {
    const list = this.reader('ListMembers', 'functions/identity/list-members.ts', { 'TENANT#*': ['Query'] });
    this.route('GET', '/v1/members', list);
    const change = this.changer('ChangeMember', 'functions/identity/change-member.ts', {
      'TENANT#*': ['Get', 'Query', 'Update'],
    });
    this.route('PUT', '/v1/members/{userId}', change);
    const remove = this.changer('RemoveMember', 'functions/identity/remove-member.ts', {
      'TENANT#*': ['Get', 'Query', 'Update'],
      'USER#*': ['Update'],
    });
    this.route('DELETE', '/v1/members/{userId}', remove);
  }

  private addInvitations(): void {
    const list = this.reader('ListInvitations', 'functions/identity/list-invitations.ts', {
      'TENANT#*': ['Query'],
    });
    this.route('GET', '/v1/invitations', list);
    this.route('POST', '/v1/invitations', this.addInviting());
    const withdraw = this.changer('WithdrawInvitation', 'functions/identity/withdraw-invitation.ts', {
      'TENANT#*': ['Get', 'Update'],
    });
    this.route('DELETE', '/v1/invitations/{id}', withdraw);
    const read = this.reader('ReadInvitation', 'functions/identity/read-invitation.ts', {
      'EMAIL#*': ['Get'],
      'TENANT#*': ['Get'],
    });
    this.route('POST', '/v1/invitations/read', read, byToken);
    const accept = this.passwordSetter('AcceptInvitation', 'functions/identity/accept-invitation.ts', {
      'EMAIL#*': ['Get', 'Put', 'Update'],
      'TENANT#*': ['Get', 'Put', 'Query', 'Update'],
      'USER#*': ['Get', 'Put'],
    });
    this.route('POST', '/v1/invitations/accept', accept, byToken);
  }

  private addInviting(): NodeFunction<InviteMemberEnv> {
    const { mails } = this.props;
    const invite = new NodeFunction<InviteMemberEnv>(this, 'InviteMember', {
      entry: 'functions/identity/invite-member.ts',
      environment: { ...this.changeEnv, MAIL_QUEUE_URL: mails?.queueUrl ?? noMailQueue },
    });
    this.allowChanging(invite, { 'ATTEMPT#*': ['Update'], 'TENANT#*': ['Get', 'Query', 'Update'] });
    mails?.allowMailing(invite);
    return invite;
  }

  private reader(id: string, entry: Entry, partitions: Partitions): NodeFunction<ReadEnv> {
    const { identities } = this.props.identities;
    const environment = { IDENTITY_TABLE_NAME: identities.tableName };
    const reader = new NodeFunction<ReadEnv>(this, id, { entry, environment });
    allowPartitions(reader, identities, partitions);
    return reader;
  }

  private changer(id: string, entry: Entry, partitions: Partitions): NodeFunction<ChangeEnv> {
    const changer = new NodeFunction<ChangeEnv>(this, id, { entry, environment: this.changeEnv });
    this.allowChanging(changer, partitions);
    return changer;
  }

  private passwordSetter(id: string, entry: Entry, partitions: Partitions): NodeFunction<PasswordEnv> {
    const setter = new NodeFunction<PasswordEnv>(this, id, {
      entry,
      environment: {
        ...this.changeEnv,
        // The word that lib/adapters/identity/breached-passwords.ts knows.
        BREACHED_PASSWORDS_URL: this.props.breachedPasswordsUrl ?? 'off',
      },
      // Hashing and judging a password want a whole processor.
      memory: 1_769,
    });
    this.allowChanging(setter, partitions);
    return setter;
  }

  private get changeEnv(): ChangeEnv {
    const { audit, identities } = this.props;
    return {
      IDENTITY_TABLE_NAME: identities.identities.tableName,
      AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
    };
  }

  private allowChanging(changer: Grantee, partitions: Partitions): void {
    allowPartitions(changer, this.props.identities.identities, partitions);
    allowSend(changer, this.props.audit.nudges.queue);
  }
}

type Entry = NodeFunctionProps<ChangeEnv>['entry'];

const byToken: Access = { openBecause: 'The token of the mail says who may.' };
