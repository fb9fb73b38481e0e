import { Badge, Text, VisuallyHidden } from '@mantine/core';
import type { AuditEntry } from '../../../lib/contracts/audit/entry.ts';
import { moment } from '../../ui/moment.ts';
import { Row } from '../../ui/rows.tsx';
import { actionWords } from '../account/action-words.ts';
import classes from './entry-row.module.css';

/** Facts that no id or word speaks for itself of; the others stand as they are. */
const factWords: Readonly<Record<string, string>> = {
  wrongPasswords: 'Wrong passwords',
  turnedAway: 'Turned away unread',
};

const outcomeWords = { done: undefined, refused: 'Refused', failed: 'Failed' } as const;

interface Props {
  readonly entry: AuditEntry;
  readonly actorName: string;
  /** Name of what it was done to, where that is known. */
  readonly subject: string | undefined;
}

export function EntryRow({ entry, actorName, subject }: Props) {
  const { action, at, resource, outcome, sequence, traceId, hash, previousHash, facts = {} } = entry;
  const words = outcomeWords[outcome];
  const details: readonly (readonly [string, string])[] = [
    ['Row', String(sequence)],
    ['On', `${resource.kind} ${resource.id}`],
    ...Object.entries(facts).map(([name, value]) => [factWords[name] ?? name, value] as const),
    ['Who', `${entry.actor.kind} ${entry.actor.id}`],
    ...(traceId ? ([['Trace', traceId]] as const) : []),
    ['Hash', hash],
    ['Row before', previousHash],
  ];
  return (
    <Row
      name={
        <>
          {actionWords(action)}{' '}
          {words && (
            <Badge variant="light" color={outcome === 'failed' ? 'red' : 'orange'} autoContrast>
              {words}
            </Badge>
          )}
        </>
      }
      details={
        <>
          {actorName} · <time dateTime={at}>{moment(at)}</time>
          {subject && ` · ${subject}`}
        </>
      }
    >
      <Text size="sm" component="details" className={classes.more}>
        <summary>
          Details <VisuallyHidden>of row {sequence}</VisuallyHidden>
        </summary>
        <dl className={classes.facts}>
          {details.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Text>
    </Row>
  );
}
