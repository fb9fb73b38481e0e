import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { MailSent } from './mail-sent.tsx';

export function ForgotPasswordPage() {
  const sending = useMutation({
    mutationFn: (fields: Fields) => request('/v1/password-resets', { method: 'POST', body: fields }),
  });
  if (sending.isSuccess)
    return (
      <MailSent to={sending.variables.email ?? ''} again={sending.reset} lifetime="30 minutes">
        There is none if no account has this e-mail.
      </MailSent>
    );
  return (
    <Entrance
      heading="Forgot your password?"
      intro="Say your e-mail, and we send you a link with which to set a new one."
      ways={[{ to: '/sign-in', label: 'Back to sign-in' }]}
    >
      <Form label="Forgotten password" sending={sending} failure="The mail could not be sent">
        {(wrong) => (
          <>
            <TextInput
              label="E-mail"
              name="email"
              type="email"
              autoComplete="username"
              size="md"
              required
              withAsterisk={false}
              maxLength={254}
              autoFocus
              error={wrong('email')}
            />
            <BusyButton type="submit" size="md" fullWidth busy={sending.isPending}>
              Send the link
            </BusyButton>
          </>
        )}
      </Form>
    </Entrance>
  );
}
