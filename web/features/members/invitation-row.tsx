import { useMutation } from '@tanstack/react-query';
import type { Invitation } from '../../../lib/contracts/identity/member.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { InlineQuestion } from '../../ui/inline-question.tsx';
import { ago } from '../../ui/moment.ts';
import { Row } from '../../ui/rows.tsx';
import { useQuestion } from '../../ui/use-question.tsx';
import { roleWords } from '../account/role-words.ts';
import { useMembersChanged } from './use-members.ts';

interface Props {
  readonly invitation: Invitation;
  readonly invitedBy: string;
  readonly mayWithdraw: boolean;
  readonly say: (words: string, options?: { at?: boolean }) => void;
}

export function InvitationRow({ invitation, invitedBy, mayWithdraw, say }: Props) {
  const { id, email, role, createdAt, expiresAt } = invitation;
  const changed = useMembersChanged();
  const { asking, opener, close } = useQuestion({
    label: 'Withdraw',
    name: `Withdraw the invitation to ${email}`,
  });
  const withdraw = useMutation({
    mutationFn: () => request(`/v1/invitations/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await changed();
      say(`The invitation to ${email} is withdrawn.`, { at: true });
    },
  });
  return (
    <Row
      name={email}
      details={`${roleWords[role].name} · invited ${ago(createdAt)} by ${invitedBy} · expires ${ago(expiresAt)}`}
      actions={mayWithdraw && opener}
    >
      {asking && (
        <InlineQuestion
          question={`Withdraw the invitation to ${email}?`}
          yes="Withdraw it"
          no="Leave it open"
          busy={withdraw.isPending}
          onYes={() => withdraw.mutate()}
          onNo={close}
        >
          The link in the mail stops working at once.
        </InlineQuestion>
      )}
      {withdraw.isError && <Failure title="It could not be withdrawn" error={withdraw.error} />}
    </Row>
  );
}
