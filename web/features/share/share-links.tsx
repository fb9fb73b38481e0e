import { Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Visibility } from '../../../lib/contracts/guides/guide.ts';
import {
  type CreateLinkRequest,
  type CreateLinkResponse,
  createLinkResponse,
  type ShareLink,
} from '../../../lib/contracts/share/link.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { LinkAddress } from './link-address.tsx';
import { LinkRow } from './link-row.tsx';
import { linkName } from './link-words.ts';
import { NewLinkForm } from './new-link-form.tsx';
import classes from './share.module.css';
import { useLinks } from './use-links.ts';

export function ShareLinks({ guideId, visibility }: { guideId: string; visibility: Visibility }) {
  const { open, ended, found, refresh } = useLinks(guideId);
  const heading = useRef<HTMLHeadingElement>(null);
  /** Whose address can still be copied. */
  const [made, setMade] = useState<CreateLinkResponse>();
  const [result, setResult] = useState('');
  const create = useMutation({
    mutationFn: (wish: CreateLinkRequest) =>
      request<CreateLinkResponse>(`/v1/guides/${guideId}/links`, {
        method: 'POST',
        body: wish,
        answer: createLinkResponse,
      }),
    onSuccess: async (made) => {
      setMade(made);
      setResult('The link is made.');
      await refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: ({ id }: ShareLink) => request(`/v1/guides/${guideId}/links/${id}`, { method: 'DELETE' }),
    onSuccess: async (_, link) => {
      // An address that opens nothing is not to be copied any more.
      setMade((before) => (before?.link.id === link.id ? undefined : before));
      await refresh();
      setResult(`${capital(linkName(link))} is revoked.`);
      heading.current?.focus();
    },
  });
  return (
    <Stack gap="sm">
      <Title order={3} size="h5" ref={heading} tabIndex={-1}>
        Links
      </Title>
      <NewLinkForm
        busy={create.isPending}
        onCreate={(wish, done) => create.mutate(wish, { onSuccess: done })}
      />
      <Text size="sm" role="status">
        {result}
      </Text>
      {made && <LinkAddress key={made.link.id} made={made} />}
      {create.isError && <Failure title="The link could not be created" error={create.error} />}
      {revoke.isError && <Failure title="The link could not be revoked" error={revoke.error} />}
      {found.isError && (
        <Failure title="The links could not be loaded" error={found.error} retry={found.refetch} />
      )}
      <Text size="sm" c="dimmed" role="status">
        {found.isPending && 'Loading the links …'}
        {found.isSuccess && open.length + ended.length === 0 && 'There are no links yet.'}
      </Text>
      <ul className={classes.links} aria-label="Links to this guide" aria-busy={found.isPending}>
        {[...open, ...ended].map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            visibility={visibility}
            busy={revoke.isPending}
            onRevoke={() => revoke.mutate(link)}
          />
        ))}
      </ul>
    </Stack>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
