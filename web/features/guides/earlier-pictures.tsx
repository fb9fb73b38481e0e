import { Text } from '@mantine/core';
import type { GuideResponse } from '../../../lib/contracts/guides/guide.ts';
import { moment } from '../../ui/moment.ts';
import { useAccount } from '../account/use-account.ts';
import { useRedactionPolicy } from '../redaction/use-redaction-policy.ts';
import { policyChangedSince } from './earlier-policy.ts';

/** Texts follow the policy with the next titles; pictures stay as they were made. Said quietly, with what to do. */
export function EarlierPictures({ found }: { found: GuideResponse }) {
  const { may } = useAccount();
  const policy = useRedactionPolicy(may('readRedactionPolicy')).data;
  const changedAt = policy && policyChangedSince(found, policy);
  if (!changedAt) return null;
  return (
    <Text size="sm" c="dimmed">
      Its pictures keep to the redaction policy from before {moment(changedAt)}. Record it again to have the
      present one on them.
    </Text>
  );
}
