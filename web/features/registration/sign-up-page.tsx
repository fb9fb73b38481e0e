import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { configuration } from '../../api/configuration.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { MailSent } from './mail-sent.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { regionWords } from './region-words.ts';

/** Registers a company and its first user. */
export function SignUpPage() {
  const known = useRef<Record<string, string>>({});
  const keep = (name: string) => (event: React.ChangeEvent<HTMLInputElement>) => {
    known.current[name] = event.currentTarget.value;
  };
  const sending = useMutation({
    mutationFn: ({ webhookUrl, ...fields }: Fields) =>
      request('/v1/registrations', {
        method: 'POST',
        body: { ...fields, ...(webhookUrl ? { webhookUrl } : {}) },
      }),
  });
  if (sending.isSuccess)
    return (
      <MailSent to={sending.variables.email ?? ''} again={sending.reset} lifetime="24 hours">
        If you have an account already, the mail says so.
      </MailSent>
    );
  return (
    <Entrance
      heading="Create an account"
      intro="For you and your company. You can invite others afterwards."
      ways={[{ to: '/sign-in', label: 'Sign in instead' }]}
    >
      <Form label="Account" sending={sending} failure="The account could not be created">
        {(wrong) => (
          <>
            <TextInput
              label="E-mail"
              name="email"
              type="email"
              autoComplete="email"
              size="md"
              required
              withAsterisk={false}
              maxLength={254}
              autoFocus
              onChange={keep('email')}
              error={wrong('email')}
            />
            <TextInput
              label="Your name"
              name="name"
              autoComplete="name"
              size="md"
              required
              withAsterisk={false}
              maxLength={200}
              onChange={keep('name')}
              error={wrong('name')}
            />
            <TextInput
              label="Company"
              name="company"
              autoComplete="organization"
              size="md"
              required
              withAsterisk={false}
              maxLength={200}
              onChange={keep('company')}
              error={wrong('company')}
            />
            <NewPasswordField
              label="Password"
              name="password"
              known={() => Object.values(known.current)}
              wrong={wrong('password')}
            />
            <RegionField wrong={wrong('region')} />
            <TextInput
              label="Webhook address (optional)"
              description="Your server hears there when a guide is published, once you have verified the address."
              name="webhookUrl"
              type="url"
              pattern="https://.+"
              title="An address that begins with https://"
              placeholder="https://"
              size="md"
              maxLength={2_000}
              error={wrong('webhookUrl')}
            />
            <BusyButton type="submit" size="md" fullWidth busy={sending.isPending}>
              Create the account
            </BusyButton>
          </>
        )}
      </Form>
    </Entrance>
  );
}

function RegionField({ wrong }: { wrong: string | undefined }) {
  const found = useQuery({ queryKey: ['configuration'], queryFn: configuration, staleTime: Infinity });
  if (!found.data || found.data.regions.length < 2)
    return <Text size="sm">Your data stays in the region of this site.</Text>;
  const { region, regions } = found.data;
  return (
    <NativeSelect
      label="Where your data is kept"
      description="It stays there, and cannot be moved later."
      name="region"
      size="md"
      defaultValue={region}
      data={regions.map((value) => ({ value, label: regionWords(value) }))}
      error={wrong}
    />
  );
}
