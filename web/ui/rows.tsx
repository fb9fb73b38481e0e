import { Group, Skeleton, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './failure.tsx';
import classes from './rows.module.css';

interface RowsProps<Data, Item> {
  readonly label: string;
  readonly found: UseQueryResult<Data>;
  /** What is said when it could not be loaded. */
  readonly failure: string;
  readonly items: (data: Data) => readonly Item[];
  /** In place of an empty list. */
  readonly nothing: ReactNode;
  readonly children: (item: Item) => ReactNode;
}

/** A list from the server: while it is on its way, when it did not come, when it is empty, and as it should be. */
export function Rows<Data, Item>({ label, found, failure, items, nothing, children }: RowsProps<Data, Item>) {
  if (found.isPending) return <Waiting label={label} />;
  if (!found.data) return <Failure title={failure} error={found.error} retry={found.refetch} />;
  const list = items(found.data);
  return list.length === 0 ? (
    <Nothing>{nothing}</Nothing>
  ) : (
    <RowList label={label}>{list.map(children)}</RowList>
  );
}

export function RowList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  readonly name: ReactNode;
  readonly details?: ReactNode;
  /** What can be done with it. */
  readonly actions?: ReactNode;
  /** Under it, such as a question. */
  readonly children?: ReactNode;
}

export function Row({ name, details, actions, children }: RowProps) {
  return (
    <li className={classes.row}>
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <div className={classes.words}>
            <Text fw={600} component="div">
              {name}
            </Text>
            <Text size="sm" c="dimmed" component="div">
              {details}
            </Text>
          </div>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </li>
  );
}

export function Nothing({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed" component="div" className={classes.nothing}>
      {children}
    </Text>
  );
}

function Waiting({ label }: { readonly label: string }) {
  return (
    <Stack gap={1} role="status" aria-label={`Loading: ${label}`}>
      {[1, 2, 3].map((place) => (
        <Skeleton key={place} height={64} />
      ))}
    </Stack>
  );
}
