import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type PoliciesResponse,
  policiesResponse,
  type TenantPolicy,
} from '../../../lib/contracts/identity/policy.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { moment } from '../../ui/moment.ts';
import { Nothing, Row, RowList } from '../../ui/rows.tsx';
import { Section } from '../../ui/section.tsx';
import { useNames } from '../members/use-members.ts';
import { SourceText } from './source-text.tsx';

interface Props {
  readonly present: number;
  readonly mayRestore: boolean;
  readonly onRestore: (policies: readonly TenantPolicy[], version: number) => void;
}

/** What was in force before. Every version is kept. */
export function VersionsSection({ present, mayRestore, onRestore }: Props) {
  const [version, setVersion] = useState(present);
  const nameOf = useNames();
  const found = useQuery({
    queryKey: ['policies', version],
    queryFn: () => request<PoliciesResponse>(`/v1/policies?version=${version}`, { answer: policiesResponse }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const choices = Array.from({ length: present }, (_, index) => present - index).map((value) => ({
    value: String(value),
    label: value === present ? `Version ${value}, in force` : `Version ${value}`,
  }));
  const shown = found.data;
  return (
    <Section title="Versions" intro="Every saved version is kept, to read and to bring back.">
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label="Version"
          data={choices}
          value={String(version)}
          onChange={(event) => setVersion(Number(event.currentTarget.value))}
        />
        {mayRestore && version !== present && shown && (
          <Button variant="default" onClick={() => onRestore(shown.policies, version)}>
            Bring back version {version}
          </Button>
        )}
      </Group>
      {found.isError && (
        <Failure title="The version could not be loaded" error={found.error} retry={found.refetch} />
      )}
      {shown && (
        <>
          <Text size="sm" c="dimmed">
            {shown.updatedAt && `Saved ${moment(shown.updatedAt)}`}
            {shown.updatedBy && ` by ${nameOf(shown.updatedBy)}`}
          </Text>
          {shown.policies.length === 0 ? (
            <Nothing>This version has no rules.</Nothing>
          ) : (
            <RowList label={`Rules of version ${version}`}>
              {shown.policies.map(({ id, description, text }) => (
                <Row key={id} name={id} details={description}>
                  <SourceText text={text} label={`Rule ${id}`} />
                </Row>
              ))}
            </RowList>
          )}
        </>
      )}
    </Section>
  );
}
