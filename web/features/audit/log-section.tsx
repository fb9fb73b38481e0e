import { Group, Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { listAuditResponse } from '../../../lib/contracts/audit/entry.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Nothing, RowList } from '../../ui/rows.tsx';
import { Section } from '../../ui/section.tsx';
import { EntryRow } from './entry-row.tsx';
import { FilterForm } from './filter-form.tsx';
import { filtersOf, logAddress } from './filters.ts';
import { useActors } from './use-actors.ts';

export function LogSection() {
  const [parameters] = useSearchParams();
  const filters = filtersOf(parameters);
  const { choices, nameOf, nameOfId, subjectOf } = useActors();
  const log = useInfiniteQuery({
    queryKey: ['audit', filters],
    initialPageParam: '',
    queryFn: ({ pageParam }) => request(logAddress(filters, pageParam), { answer: listAuditResponse }),
    getNextPageParam: (page) => page.nextCursor,
  });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  const narrowed = Object.keys(filters).length > 0;
  const count = `${entries.length}${log.hasNextPage ? ' and more' : ''} ${entries.length === 1 ? 'entry' : 'entries'}`;
  return (
    <Section title="Entries">
      <FilterForm filters={filters} actors={choices} />
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" role="status">
          {log.isPending ? 'Reading the log …' : log.isSuccess ? `${count}, newest first.` : ''}
        </Text>
        <BusyButton variant="default" size="xs" busy={log.isRefetching} onClick={() => void log.refetch()}>
          Read again
        </BusyButton>
      </Group>
      {log.isPending && <Skeleton height={240} radius="md" />}
      {log.isError && <Failure title="The log could not be read" error={log.error} retry={log.refetch} />}
      {log.isSuccess && entries.length === 0 && !log.hasNextPage && (
        <Nothing>{narrowed ? 'Nothing fits these filters.' : 'Nothing has happened yet.'}</Nothing>
      )}
      {entries.length > 0 && (
        <RowList label="Entries of the log">
          {entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              actorName={nameOf(entry.actor)}
              subject={subjectOf(entry)}
              nameOf={nameOfId}
            />
          ))}
        </RowList>
      )}
      {log.hasNextPage && (
        <div>
          <BusyButton
            variant="default"
            busy={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            {entries.length === 0 ? 'Look further back' : 'Show more'}
          </BusyButton>
        </div>
      )}
    </Section>
  );
}
