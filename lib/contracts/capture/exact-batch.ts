import { thumbnailLength } from './action.ts';
import { type Batch, batch } from './batch.ts';
import { isExactDetail } from './exact-detail.ts';
import { isExactPoint, isExactRectangle, isExactTarget } from './exact-target.ts';
import { type Fields, hasOnly, isFields, isList, isNumber, isText, isWhole } from './exact-values.ts';
import { recordingLimits } from './limits.ts';

const { textLength, actionsPerBatch, sequenceMaximum } = recordingLimits;
const screenshotId = /^sht_[0-9a-z]{10,32}$/;

/**
 * The batch that parsed JSON is, by the schema `batch`: the very same result, several times faster. What is exactly
 * as the schema would return it is known at a glance; anything else, good or bad, is left to the schema.
 */
export function parseBatch(json: unknown): ReturnType<typeof batch.safeParse> {
  return isExactBatch(json) ? { success: true, data: json } : batch.safeParse(json);
}

function isExactBatch(json: unknown): json is Batch {
  return (
    isFields(json) &&
    json.version === 1 &&
    typeof json.recordingId === 'string' &&
    isWhole(json.sequence, 1) &&
    json.sequence <= sequenceMaximum &&
    isList(json.actions, actionsPerBatch, isExactAction) &&
    (json.actions as unknown[]).length > 0 &&
    hasOnly(json, 4)
  );
}

function isExactAction(value: unknown): boolean {
  if (!isFields(value)) return false;
  if (
    !isWhole(value.index, 0) ||
    !isNumber(value.at) ||
    !isExactPage(value.page) ||
    !isWhole(value.tab, 1) ||
    !isExactDetail(value.detail)
  )
    return false;
  const optional = countOptional(value);
  return optional >= 0 && hasOnly(value, 5 + optional);
}

function isExactPage(value: unknown): boolean {
  return isFields(value) && isText(value.url, textLength) && isText(value.title, 500) && hasOnly(value, 2);
}

/** How many optional properties there are; -1 when one is not as it should be. */
function countOptional({ frameUrl, target, screenshot, thumbnail }: Fields): number {
  let count = 0;
  if (frameUrl !== undefined) {
    if (!isText(frameUrl, textLength)) return -1;
    count += 1;
  }
  if (target !== undefined) {
    if (!isExactTarget(target)) return -1;
    count += 1;
  }
  if (screenshot !== undefined) {
    if (!isExactScreenshot(screenshot)) return -1;
    count += 1;
  }
  if (thumbnail !== undefined) {
    if (!isText(thumbnail, thumbnailLength)) return -1;
    count += 1;
  }
  return count;
}

function isExactScreenshot(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { id, width, height, scale, target, point, masks, state } = value;
  if (typeof id !== 'string' || !screenshotId.test(id)) return false;
  if (!isWhole(width, 1) || !isWhole(height, 1) || !isNumber(scale) || scale <= 0) return false;
  if (!isList(masks, 500, isExactRectangle) || (state !== 'before' && state !== 'after')) return false;
  let known = 6;
  if (target !== undefined) {
    if (!isExactRectangle(target)) return false;
    known += 1;
  }
  if (point !== undefined) {
    if (!isExactPoint(point)) return false;
    known += 1;
  }
  return hasOnly(value, known);
}
