/**
 * Settings of every SDK client: a call that hangs is given up well before the function's own time is,
 * so that the fault is classed and logged instead of being a killed invocation.
 */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000 },
};
