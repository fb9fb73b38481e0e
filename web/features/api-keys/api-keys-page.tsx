import { Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ApiKey,
  type CreateApiKeyResponse,
  mayGetSuccessor,
  placesTaken,
} from '../../../lib/contracts/identity/api-key.ts';
import { plans } from '../../../lib/contracts/metering/plan.ts';
import { configuration } from '../../api/configuration.ts';
import { Rows } from '../../ui/rows.tsx';
import { Section } from '../../ui/section.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { useAnnouncement } from '../../ui/use-announcement.tsx';
import { useAccount } from '../account/use-account.ts';
import { useNames } from '../members/use-members.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { KeyRow } from './key-row.tsx';
import { stateOf } from './key-words.ts';
import { NewKeyButton } from './new-key-button.tsx';
import { NewKeyForm } from './new-key-form.tsx';
import { useApiKeys } from './use-api-keys.ts';

/** Keys with which programs use the API. */
export function ApiKeysPage() {
  const { found: account, user, may } = useAccount();
  const keys = useApiKeys();
  const nameOf = useNames(may('listMembers'));
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<CreateApiKeyResponse>();
  const { say, line } = useAnnouncement();
  const address = useQuery({ queryKey: ['configuration'], queryFn: configuration, staleTime: Infinity });
  const kept = () => {
    say(`The key “${made?.key.name}” is ready.`, { at: true });
    setMade(undefined);
  };
  const show = (one: CreateApiKeyResponse) => {
    setMaking(false);
    setMade(one);
  };
  const working = keys.data?.keys.filter((key) => stateOf(key).works) ?? [];
  const ended = keys.data?.keys.filter((key) => !stateOf(key).works) ?? [];
  const plan = account.data?.tenant.plan;
  const room = plan && keys.data && { plan, taken: placesTaken(keys.data.keys, Date.now()) };
  const isThere = (id: string) => keys.data?.keys.some((key) => key.id === id);
  const row = (key: ApiKey) => (
    <KeyRow
      key={key.id}
      apiKey={key}
      brokenOff={!isThere(key.replacedBy ?? key.id) && mayGetSuccessor(key, Date.now())}
      makerName={nameOf(key.createdBy)}
      mayChange={may('revokeApiKey')}
      say={say}
      onMade={show}
    />
  );
  return (
    <SettingsPage
      title="API keys"
      intro="With a key, a program may do in your company what the key’s scopes say. It is nobody’s password: give each program a key of its own."
    >
      {made && (
        <ShownOnce
          key={made.key.id}
          title={`The key “${made.key.name}”`}
          secret={made.secret}
          kept="I have kept it"
          onKept={kept}
        >
          <Text size="sm">
            Send it with each request, in the header <Code>X-API-Key</Code>, to{' '}
            <Code>{address.data?.apiUrl}</Code>.
          </Text>
        </ShownOnce>
      )}
      <Section
        title="Keys that work"
        intro={
          room &&
          `Your plan has room for ${plans[room.plan].apiKeys} keys; ${room.taken} ${room.taken === 1 ? 'is' : 'are'} taken.`
        }
        action={
          may('createApiKey') &&
          !making &&
          !made && <NewKeyButton room={room} onPress={() => setMaking(true)} />
        }
      >
        {making && <NewKeyForm own={user?.role} onMade={show} onCancel={() => setMaking(false)} />}
        {line}
        <Rows
          label="Keys that work"
          found={keys}
          failure="The keys could not be loaded"
          items={() => working}
          nothing="There is no key that works. Make one to let a program in."
        >
          {row}
        </Rows>
      </Section>
      {ended.length > 0 && (
        <Section title="Keys that ended">
          <Rows label="Keys that ended" found={keys} failure="" items={() => ended} nothing="">
            {row}
          </Rows>
        </Section>
      )}
    </SettingsPage>
  );
}
