import { Logger } from '@aws-lambda-powertools/logger';

/** What an entry may carry beside its code: identifiers, sizes, counts, names of reasons. Never content, never PII. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

const logger = new Logger();

/**
 * Structured log with stable codes (`BATCH_QUARANTINED`), which alarms and runbooks refer to.
 * An error is reduced to its name and place: messages of parsers and services may quote content.
 */
export const log = {
  info: (code: string, fields: LogFields = {}) => logger.info(code, fields),
  warn: (code: string, fields: LogFields = {}) => logger.warn(code, fields),
  error: (code: string, error: unknown, fields: LogFields = {}) =>
    logger.error(code, { ...fields, ...describeError(error) }),
  /** Fields that every later entry of this invocation carries. */
  with: (fields: LogFields) => logger.appendKeys({ ...fields }),
  reset: () => logger.resetKeys(),
};

function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return { errorName: error.name, errorPlace: place?.trim() };
}
