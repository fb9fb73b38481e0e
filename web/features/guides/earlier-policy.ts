import type { GuideResponse } from '../../../lib/contracts/guides/guide.ts';
import type { RedactionPolicy } from '../../../lib/contracts/redaction/policy.ts';

type Pictured = Pick<GuideResponse, 'guide' | 'picturesMadeAt'>;

/** When the policy became another than the one that decided what is covered on a guide's pictures, if it did. */
export function policyChangedSince(
  { guide: { steps }, picturesMadeAt }: Pictured,
  { updatedAt }: Pick<RedactionPolicy, 'updatedAt'>,
): string | undefined {
  const hasAny = steps.some(({ screenshot }) => screenshot !== null);
  const isLater = updatedAt !== undefined && Date.parse(updatedAt) > Date.parse(picturesMadeAt);
  return hasAny && isLater ? updatedAt : undefined;
}
