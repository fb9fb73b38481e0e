/**
 * Id of the X-Ray trace that an invocation belongs to, as it stands in logs and in problems.
 * Lambda traces the invocation itself; the segment SDK (120 KB, and not loadable as a module) is left out.
 */
export function traceId(header: string | undefined = process.env._X_AMZN_TRACE_ID): string | undefined {
  return header?.match(/Root=([^;]+)/)?.[1];
}
