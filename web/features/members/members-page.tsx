import { Rows } from '../../ui/rows.tsx';
import { Section } from '../../ui/section.tsx';
import { useAnnouncement } from '../../ui/use-announcement.tsx';
import { useAccount } from '../account/use-account.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { InvitationRow } from './invitation-row.tsx';
import { InviteForm } from './invite-form.tsx';
import { MemberRow } from './member-row.tsx';
import { useInvitations, useMembers, useNames } from './use-members.ts';

/** Who is in the company, with which role, and who is invited. */
export function MembersPage() {
  const { user, found, may } = useAccount();
  const members = useMembers();
  const invitations = useInvitations(may('listInvitations'));
  const nameOf = useNames();
  const { say, line } = useAnnouncement();
  const owners = members.data?.members.filter(({ role }) => role === 'owner') ?? [];
  const company = found.data?.tenant.name ?? 'your company';
  return (
    <SettingsPage title="Members" intro={`Who may use Guidewright at ${company}, and for what.`}>
      {may('inviteMember') && (
        <Section title="Invite somebody" intro="They get a mail with a link that is good for 7 days.">
          <InviteForm own={user?.role} />
        </Section>
      )}
      <Section
        title={members.data ? `Members (${members.data.members.length})` : 'Members'}
        intro={may('changeMember') && 'A change of role is in force within a minute.'}
      >
        {line}
        <Rows
          label="Members"
          found={members}
          failure="The members could not be loaded"
          items={(data) => data.members}
          nothing="Nobody is here."
        >
          {(member) => (
            <MemberRow
              key={member.userId}
              member={member}
              own={user}
              isOnlyOwner={member.role === 'owner' && owners.length === 1}
              mayChange={may('changeMember')}
              mayRemove={may('removeMember')}
              say={say}
            />
          )}
        </Rows>
      </Section>
      {may('listInvitations') && (
        <Section title="Open invitations">
          <Rows
            label="Open invitations"
            found={invitations}
            failure="The invitations could not be loaded"
            items={(data) => data.invitations}
            nothing="Nobody is invited at present."
          >
            {(invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                invitedBy={nameOf(invitation.invitedBy)}
                mayWithdraw={may('withdrawInvitation')}
                say={say}
              />
            )}
          </Rows>
        </Section>
      )}
    </SettingsPage>
  );
}
