import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { BrokenLink } from './broken-link.tsx';
import { isStale, useMailToken } from './mail-token.ts';
import { NewPasswordField } from './new-password-field.tsx';

/** Where the mail of a forgotten password leads. */
export function ResetPasswordPage() {
  const token = useMailToken();
  const sending = useMutation({
    mutationFn: ({ password }: Fields) =>
      request('/v1/password-resets/complete', { method: 'POST', body: { token, password } }),
  });
  if (!token || isStale(sending.error))
    return <BrokenLink again={{ to: '/forgot-password', label: 'Send a new link' }} />;
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
  return (
    <Entrance heading="Set a new password" intro="It ends every session of your account, on every device.">
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
