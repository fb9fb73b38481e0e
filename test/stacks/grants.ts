/*
 * What every function may touch, in the words of docs/architecture.md ("Functions", column "may touch"). It is written
 * down a second time on purpose: a grant that slips into a stack fails here. A file for each context; what their words
 * mean in IAM is in grants/words.ts.
 */
import { aiGrants } from './grants/ai.ts';
import { apiGrants } from './grants/api.ts';
import { auditGrants } from './grants/audit.ts';
import { captureGrants } from './grants/capture.ts';
import { composeGrants } from './grants/compose.ts';
import { guidesGrants } from './grants/guides.ts';
import { identityGrants } from './grants/identity.ts';
import { mediaGrants } from './grants/media.ts';
import { meteringGrants } from './grants/metering.ts';
import { shareGrants } from './grants/share.ts';

export const expectedGrants: Readonly<Record<string, readonly string[]>> = {
  ...aiGrants,
  ...apiGrants,
  ...auditGrants,
  ...captureGrants,
  ...composeGrants,
  ...guidesGrants,
  ...identityGrants,
  ...mediaGrants,
  ...meteringGrants,
  ...shareGrants,
};

/** Actions that AWS gives no resource to; whatever else is allowed on `*` is a mistake. */
export const actionsWithoutResource = [
  'kms:CreateKey',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'textract:DetectDocumentText',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];
