import { Anchor } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { auditExport, listAuditExportsResponse } from '../../../lib/contracts/audit/entry.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { moment } from '../../ui/moment.ts';
import { Row, Rows } from '../../ui/rows.tsx';
import { Section } from '../../ui/section.tsx';
import { useAnnouncement } from '../../ui/use-announcement.tsx';
import { useAccount } from '../account/use-account.ts';

type AuditExport = z.infer<typeof auditExport>;

export function ExportsSection() {
  const { may } = useAccount();
  const queries = useQueryClient();
  const { say, line } = useAnnouncement();
  const found = useQuery({
    queryKey: ['audit-exports'],
    queryFn: () => request('/v1/audit/exports', { answer: listAuditExportsResponse }),
    // The addresses are good for some minutes only.
    refetchInterval: 120_000,
  });
  const exporting = useMutation({
    mutationFn: () => request<AuditExport>('/v1/audit/exports', { method: 'POST', answer: auditExport }),
    onSuccess: async (made) => {
      say(`Rows ${rowsOf(made)} are exported.`);
      await queries.invalidateQueries({ queryKey: ['audit-exports'] });
    },
  });
  return (
    <Section
      title="Exports"
      intro="Copies of the log that nobody can change or delete before their time is over, not even we. One is made each day; each continues the one before."
      action={
        may('exportAudit') && (
          <BusyButton variant="default" busy={exporting.isPending} onClick={() => exporting.mutate()}>
            Export what is new
          </BusyButton>
        )
      }
    >
      {line}
      {exporting.isError && <Failure title="Nothing was exported" error={exporting.error} />}
      <Rows
        label="Exports"
        found={found}
        failure="The exports could not be loaded"
        items={(data) => data.exports}
        nothing="Nothing is exported yet."
      >
        {(one) => (
          <Row
            key={one.id}
            name={`Rows ${rowsOf(one)}`}
            details={`${moment(one.createdAt)} · locked until ${moment(one.lockedUntil)}`}
            actions={
              one.url && (
                <Anchor
                  href={one.url}
                  download={`audit-${one.fromSequence}-${one.toSequence}.jsonl`}
                  rel="noreferrer"
                >
                  Download rows {rowsOf(one)}
                </Anchor>
              )
            }
          />
        )}
      </Rows>
    </Section>
  );
}

function rowsOf({ fromSequence, toSequence }: AuditExport): string {
  return `${fromSequence} to ${toSequence}`;
}
