import {
  Badge,
  Button,
  CopyButton,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type CreateLinkResponse,
  createLinkResponse,
  type ListLinksResponse,
  listLinksResponse,
  type ShareLink,
} from '../../../lib/contracts/share/link.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { ago } from '../../ui/moment.ts';

const lifetimes = [
  { label: 'Never expires', value: '0' },
  { label: 'Expires in a day', value: '1' },
  { label: 'Expires in a week', value: '7' },
  { label: 'Expires in 30 days', value: '30' },
];

export function ShareLinks({ guideId }: { guideId: string }) {
  const queries = useQueryClient();
  const key = ['links', guideId];
  const [days, setDays] = useState('0');
  const links = useQuery({
    queryKey: key,
    queryFn: () => request<ListLinksResponse>(`/v1/guides/${guideId}/links`, { answer: listLinksResponse }),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  const create = useMutation({
    mutationFn: () =>
      request<CreateLinkResponse>(`/v1/guides/${guideId}/links`, {
        method: 'POST',
        body:
          days === '0' ? {} : { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() },
        answer: createLinkResponse,
      }),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: (linkId: string) => request(`/v1/guides/${guideId}/links/${linkId}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        Links
      </Title>
      <Group align="flex-end">
        <NativeSelect
          label="New link"
          data={lifetimes}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Button loading={create.isPending} onClick={() => create.mutate()}>
          Create link
        </Button>
      </Group>
      {create.data && <NewLink url={create.data.url} />}
      {create.isError && <Failure title="The link could not be created" error={create.error} />}
      {revoke.isError && <Failure title="The link could not be revoked" error={revoke.error} />}
      {links.isError && (
        <Failure title="The links could not be loaded" error={links.error} retry={links.refetch} />
      )}
      {(links.data?.links.length ?? 0) > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Created</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>
                <VisuallyHidden>Actions</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {links.data?.links.map((link) => (
              <Table.Tr key={link.id}>
                <Table.Td>{ago(link.createdAt)}</Table.Td>
                <Table.Td>
                  <LinkState link={link} />
                </Table.Td>
                <Table.Td ta="right">
                  {isOpen(link) && (
                    <Button
                      variant="subtle"
                      color="red"
                      size="compact-sm"
                      loading={revoke.isPending && revoke.variables === link.id}
                      onClick={() => revoke.mutate(link.id)}
                      aria-label={`Revoke the link created ${ago(link.createdAt)}`}
                    >
                      Revoke
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

const isOpen = (link: ShareLink) =>
  !link.revokedAt && (!link.expiresAt || Date.parse(link.expiresAt) > Date.now());

function LinkState({ link }: { link: ShareLink }) {
  if (link.revokedAt) return <Badge color="gray">Revoked</Badge>;
  if (!isOpen(link)) return <Badge color="gray">Expired</Badge>;
  return <Text size="sm">{link.expiresAt ? `Open, expires ${ago(link.expiresAt)}` : 'Open'}</Text>;
}

/** The address is shown only now: the server keeps no copy of it. */
function NewLink({ url }: { url: string }) {
  return (
    <Group align="flex-end" wrap="nowrap">
      <TextInput
        label="Copy it now: it is shown only once"
        value={url}
        readOnly
        style={{ flex: 1 }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
