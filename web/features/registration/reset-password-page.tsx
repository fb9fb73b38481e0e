import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { BrokenLink } from './broken-link.tsx';
import { isStale, useMailToken, wasUsed } from './mail-token.ts';
import { NewPasswordField } from './new-password-field.tsx';

const heading = 'Set a new password';

/** Where the mail of a forgotten password leads. */
export function ResetPasswordPage() {
  const token = useMailToken();
  const sending = useMutation({
    mutationFn: ({ password }: Fields) =>
      request('/v1/password-resets/complete', { method: 'POST', body: { token, password } }),
  });
  const link = useLink(token);
  const again = { to: '/forgot-password', label: 'Send a new link' };
  if (sending.isSuccess)
    return (
      <Entrance
        heading="The new password is set"
        intro="You are signed out on every device. Sign in with the new password."
      >
        <Button component={Link} to="/sign-in" size="md">
          Sign in
        </Button>
      </Entrance>
    );
  if (wasUsed(link.error))
    return (
      <BrokenLink
        again={again}
        used="A new password was set with it. Sign in with that one, or have a new link sent to you."
      />
    );
  if (!token || isStale(link.error) || isStale(sending.error)) return <BrokenLink again={again} />;
  if (link.isPending)
    return (
      <Entrance heading={heading}>
        <Skeleton height={160} radius="md" role="status" aria-label="Looking whether the link still works" />
      </Entrance>
    );
  // Where it could not be asked, it is tried all the same.
  return (
    <Entrance heading={heading} intro="It ends every session of your account, on every device.">
      <Form label="New password" sending={sending} failure="The password could not be set">
        {(wrong) => (
          <>
            <NewPasswordField
              label="New password"
              name="password"
              known={() => []}
              wrong={wrong('password')}
            />
            <BusyButton type="submit" size="md" fullWidth busy={sending.isPending}>
              Set the password
            </BusyButton>
          </>
        )}
      </Form>
    </Entrance>
  );
}

/** Whether it still works, before somebody thinks up a password. */
function useLink(token: string) {
  return useQuery({
    queryKey: ['read-password-reset', token],
    queryFn: () => request('/v1/password-resets/read', { method: 'POST', body: { token } }).then(() => true),
    enabled: token !== '',
    // It ends with being used, and whoever has just done so is to read what comes next.
    staleTime: Number.POSITIVE_INFINITY,
  });
}
