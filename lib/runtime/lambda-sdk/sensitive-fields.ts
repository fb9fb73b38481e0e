/** What the SDK would show of a call in a log of its own; there is none (call-log.ts), and nothing is shown. */
export const schemaLogFilter = () => undefined;
