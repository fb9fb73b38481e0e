import type { Construct } from 'constructs';
import type { Env as AcceptInvitationEnv } from '../../functions/identity/accept-invitation.ts';
import type { Env as ChangeMemberEnv } from '../../functions/identity/change-member.ts';
import type { Env as InviteMemberEnv } from '../../functions/identity/invite-member.ts';
import type { Env as ListMembersEnv } from '../../functions/identity/list-members.ts';
import type { Env as RequestPasswordResetEnv } from '../../functions/identity/request-password-reset.ts';
import { allowReadItems, allowReadWriteItems, allowSend } from '../constructs/grants.ts';
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

type ChangeEnv = ChangeMemberEnv;
type PasswordEnv = AcceptInvitationEnv;

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
    this.route('GET', '/v1/account', this.reader('ReadAccount', 'functions/identity/read-account.ts'));
    const change = this.changer('ChangeAccount', 'functions/identity/change-account.ts');
    this.route('PUT', '/v1/account', change);
    const password = this.passwordSetter('ChangePassword', 'functions/identity/change-password.ts');
    this.route('PUT', '/v1/account/password', password);
    const signOut = this.changer('SignOutEverywhere', 'functions/identity/sign-out-everywhere.ts');
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
    allowReadWriteItems(request, identities.identities);
    mails?.allowMailing(request);
    const openBecause = 'Who needs it cannot sign in.';
    this.route('POST', '/v1/password-resets', request, { openBecause });
    const complete = this.passwordSetter(
      'CompletePasswordReset',
      'functions/identity/complete-password-reset.ts',
    );
    this.route('POST', '/v1/password-resets/complete', complete, byToken);
  }

  private addMembers(): void {
    this.route('GET', '/v1/members', this.reader('ListMembers', 'functions/identity/list-members.ts'));
    const change = this.changer('ChangeMember', 'functions/identity/change-member.ts');
    this.route('PUT', '/v1/members/{userId}', change);
    const remove = this.changer('RemoveMember', 'functions/identity/remove-member.ts');
    this.route('DELETE', '/v1/members/{userId}', remove);
  }

  private addInvitations(): void {
    const { mails } = this.props;
    const list = this.reader('ListInvitations', 'functions/identity/list-invitations.ts');
    this.route('GET', '/v1/invitations', list);
    const invite = new NodeFunction<InviteMemberEnv>(this, 'InviteMember', {
      entry: 'functions/identity/invite-member.ts',
      environment: { ...this.changeEnv, MAIL_QUEUE_URL: mails?.queueUrl ?? noMailQueue },
    });
    this.allowChanging(invite);
    mails?.allowMailing(invite);
    this.route('POST', '/v1/invitations', invite);
    const withdraw = this.changer('WithdrawInvitation', 'functions/identity/withdraw-invitation.ts');
    this.route('DELETE', '/v1/invitations/{id}', withdraw);
    const accept = this.passwordSetter('AcceptInvitation', 'functions/identity/accept-invitation.ts');
    this.route('POST', '/v1/invitations/accept', accept, byToken);
  }

  private reader(id: string, entry: Entry): NodeFunction<ListMembersEnv> {
    const { identities } = this.props.identities;
    const environment = { IDENTITY_TABLE_NAME: identities.tableName };
    const reader = new NodeFunction<ListMembersEnv>(this, id, { entry, environment });
    allowReadItems(reader, identities);
    return reader;
  }

  private changer(id: string, entry: Entry): NodeFunction<ChangeEnv> {
    const changer = new NodeFunction<ChangeEnv>(this, id, { entry, environment: this.changeEnv });
    this.allowChanging(changer);
    return changer;
  }

  private passwordSetter(id: string, entry: Entry): NodeFunction<PasswordEnv> {
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
    this.allowChanging(setter);
    return setter;
  }

  private get changeEnv(): ChangeEnv {
    const { audit, identities } = this.props;
    return {
      IDENTITY_TABLE_NAME: identities.identities.tableName,
      AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
    };
  }

  private allowChanging(changer: NodeFunction<ChangeEnv> | NodeFunction<InviteMemberEnv>): void {
    allowReadWriteItems(changer, this.props.identities.identities);
    allowSend(changer, this.props.audit.nudges.queue);
  }
}

type Entry = NodeFunctionProps<ChangeEnv>['entry'];

const byToken: Access = { openBecause: 'The token of the mail says who may.' };
