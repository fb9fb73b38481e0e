/**
 * Settings of SDK clients: a call that hangs is given up, and tried again, before the function's own time is over
 * (10 s where nothing else is said), so that it becomes a fault with a name and not a killed invocation.
 */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000 },
};
