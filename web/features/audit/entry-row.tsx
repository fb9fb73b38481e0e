import { Badge, Text, VisuallyHidden } from '@mantine/core';
import type { AuditEntry } from '../../../lib/contracts/audit/entry.ts';
import { moment } from '../../ui/moment.ts';
import { Row } from '../../ui/rows.tsx';
import { actionWords } from '../account/action-words.ts';
import classes from './entry-row.module.css';
import { factInWords, idWords, type NameOf } from './fact-words.ts';

const outcomeWords = { done: undefined, refused: 'Refused', failed: 'Failed' } as const;

/** Kinds of things, as contexts name them in events. */
const kindNames: Readonly<Record<string, string>> = {
  ApiKey: 'API key',
  AuditLog: 'Audit log',
  Link: 'Share link',
  Tenant: 'Company',
  User: 'Member',
  user: 'Member',
  'api-key': 'API key',
  system: 'Guidewright itself:',
  anonymous: 'Somebody not signed in',
};

/** What was before stands before what was after; the log has them by the alphabet. */
const beforeFirst = ([one]: readonly [string, string], [other]: readonly [string, string]) =>
  Number(other === 'before') - Number(one === 'before');

interface Props {
  readonly entry: AuditEntry;
  readonly actorName: string;
  /** Name of what it was done to, where that is known. */
  readonly subject: string | undefined;
  readonly nameOf: NameOf;
}

export function EntryRow({ entry, actorName, subject, nameOf }: Props) {
  const { action, at, resource, outcome, sequence, traceId, hash, previousHash, facts = {} } = entry;
  const words = outcomeWords[outcome];
  const details: readonly (readonly [string, string])[] = [
    ['Row', String(sequence)],
    ['On', thing(resource, nameOf)],
    ...Object.entries(facts)
      .sort(beforeFirst)
      .map((fact) => factInWords(fact, nameOf)),
    ['Who', thing(entry.actor, nameOf)],
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
            <Badge
              variant="light"
              color={outcome === 'failed' ? 'red' : 'orange'}
              {...(outcome === 'refused' && { c: 'var(--incomplete-ink)', bg: 'var(--incomplete-paper)' })}
            >
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

function thing({ kind, id }: { readonly kind: string; readonly id: string }, nameOf: NameOf): string {
  if (kind === 'anonymous') return kindNames.anonymous ?? '';
  // “Member a former member” would say it twice.
  const isFormer = id.startsWith('usr_') && nameOf(id) === undefined;
  return `${isFormer ? '' : `${kindNames[kind] ?? kind} `}${idWords(id, nameOf)}`;
}
