/**
 * What the front door asks of an access token. The issuer puts `scope` into every token it makes, and `agentScope` into
 * those of people who may record: routes without a function can ask for nothing else.
 */
export const accessToken = { audience: 'guidewright', scope: 'guides', agentScope: 'record' } as const;
