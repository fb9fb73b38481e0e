import type { GuideResponse } from '../../../lib/contracts/guides/guide.ts';
import type { RedactionPolicy } from '../../../lib/contracts/redaction/policy.ts';

type Pictured = Pick<GuideResponse, 'guide' | 'picturesMadeAt'>;

/** Whether a guide shows pictures on which another policy decided what is covered. */
export function arePicturesEarlier(
  { guide: { steps }, picturesMadeAt }: Pictured,
  { updatedAt }: Pick<RedactionPolicy, 'updatedAt'>,
): boolean {
  const hasAny = steps.some(({ screenshot }) => screenshot !== null);
  return hasAny && updatedAt !== undefined && Date.parse(updatedAt) > Date.parse(picturesMadeAt);
}
