import { Group, List, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountResponse } from '../../../lib/contracts/identity/account.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { InlineQuestion } from '../../ui/inline-question.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Section } from '../../ui/section.tsx';
import { useQuestion } from '../../ui/use-question.tsx';
import { signOut } from '../identity/session.ts';
import { NewPasswordField } from '../registration/new-password-field.tsx';
import { regionWords } from '../registration/region-words.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { abilities, roleWords } from './role-words.ts';
import { useAccount } from './use-account.ts';

type User = NonNullable<AccountResponse['user']>;

/** One's own account. */
export function AccountPage() {
  const { user, found, may } = useAccount();
  if (!user || !found.data) return null;
  return (
    <SettingsPage title="Account" intro="What concerns you alone.">
      <NameSection user={user} />
      <Section
        title={`Your role: ${roleWords[user.role].name}`}
        intro={`At ${found.data.tenant.name}, whose data is kept in ${regionWords(found.data.tenant.region)}. An admin or an owner gives roles; policies of your company may allow more, or less.`}
      >
        <List size="sm" spacing={4}>
          {abilities
            .filter(({ action }) => may(action))
            .map(({ words, action }) => (
              <List.Item key={action}>{words}</List.Item>
            ))}
        </List>
      </Section>
      <PasswordSection user={user} company={found.data.tenant.name} />
      <SessionsSection />
    </SettingsPage>
  );
}

function NameSection({ user }: { user: User }) {
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: ({ name }: Fields) => request('/v1/account', { method: 'PUT', body: { name } }),
    onSuccess: () =>
      Promise.all(['account', 'members'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return (
    <Section title="Name" intro={`You sign in with ${user.email}.`}>
      <Form label="Change the name" sending={sending} failure="The name could not be saved" done="Saved.">
        {(wrong) => (
          <Group align="flex-end" gap="sm">
            <TextInput
              label="Your name"
              name="name"
              autoComplete="name"
              required
              withAsterisk={false}
              maxLength={200}
              defaultValue={user.name}
              error={wrong('name')}
              style={{ flex: '1 1 220px' }}
            />
            <BusyButton type="submit" variant="default" busy={sending.isPending}>
              Save
            </BusyButton>
          </Group>
        )}
      </Form>
    </Section>
  );
}

function PasswordSection({ user, company }: { user: User; company: string }) {
  const sending = useMutation({
    mutationFn: ({ current, next }: Fields) =>
      request('/v1/account/password', { method: 'PUT', body: { current, next } }),
    onSuccess: () => signOut(),
  });
  return (
    <Section
      title="Password"
      intro="A new password ends every session: you sign in anew, here and on every other device."
    >
      <Form
        label="Change the password"
        sending={sending}
        failure="The password could not be changed"
        places={{ 'wrong-password': 'current' }}
        done="Changed. Sign in with the new password."
      >
        {(wrong) => (
          <Stack gap="md" maw={420}>
            {/* Tells password managers whose password it is. */}
            <input type="hidden" name="username" autoComplete="username" value={user.email} />
            <PasswordField
              label="Present password"
              name="current"
              autoComplete="current-password"
              error={wrong('current')}
            />
            <NewPasswordField
              label="New password"
              name="next"
              known={() => [user.email, user.name, company]}
              wrong={wrong('next')}
            />
            <div>
              <BusyButton type="submit" variant="default" busy={sending.isPending}>
                Change the password
              </BusyButton>
            </div>
          </Stack>
        )}
      </Form>
    </Section>
  );
}

function SessionsSection() {
  const { asking, opener, close } = useQuestion({
    label: 'Sign out everywhere',
    name: 'Sign out everywhere',
  });
  const ending = useMutation({
    mutationFn: () => request('/v1/account/sessions', { method: 'DELETE' }),
    onSuccess: () => signOut(),
  });
  return (
    <Section
      title="Sessions"
      intro="You have lost a device, or used one that is not yours? End every session of your account."
    >
      <div>{opener}</div>
      {asking && (
        <InlineQuestion
          question="Sign out everywhere?"
          yes="Sign out everywhere"
          no="Stay signed in"
          busy={ending.isPending}
          onYes={() => ending.mutate()}
          onNo={close}
        >
          Every browser and every recorder that is signed in as you is signed out within a minute, this one at
          once. What is being recorded waits until you sign in again.
        </InlineQuestion>
      )}
      {ending.isError && <Failure title="The sessions could not be ended" error={ending.error} />}
    </Section>
  );
}
