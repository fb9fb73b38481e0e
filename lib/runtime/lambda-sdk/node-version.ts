/** The SDK warns of an old Node; Lambda's runtime is named in the template, and tested there. */
export const emitWarningIfUnsupportedVersion = () => undefined;

export const state = { warningEmitted: true };
