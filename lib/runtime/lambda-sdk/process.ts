/** What the SDK reads of `node:process`, from the global it is. */
export const { env, versions } = process;
