import { Alert, Code, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type AuditVerification, auditVerification } from '../../../lib/contracts/audit/entry.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Section } from '../../ui/section.tsx';
import { verificationWords } from './verification-words.ts';

export function VerificationSection() {
  const checking = useMutation({
    mutationFn: () => request<AuditVerification>('/v1/audit/verification', { answer: auditVerification }),
  });
  const result = checking.data;
  return (
    <Section
      title="Is the log whole?"
      intro="Each row carries a fingerprint of the one before. Checking walks through all of them, and compares them with what was exported."
    >
      <div>
        <BusyButton variant="default" busy={checking.isPending} onClick={() => checking.mutate()}>
          Check the log
        </BusyButton>
      </div>
      <div role="status">
        {result && (
          <Alert
            color={result.ok ? 'pine' : 'red'}
            variant="light"
            title={result.ok ? 'The log is whole' : 'The log was tampered with'}
          >
            <Text size="sm">{verificationWords(result)}</Text>
            {result.lastHash && (
              <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
                Fingerprint of row {result.lastSequence}: <Code>{result.lastHash}</Code>
              </Text>
            )}
          </Alert>
        )}
      </div>
      {checking.isError && <Failure title="The log could not be checked" error={checking.error} />}
    </Section>
  );
}
