/** What the front door asks of an access token. The issuer puts the same into every token it makes. */
export const accessToken = { audience: 'guidewright', scope: 'guides' } as const;
