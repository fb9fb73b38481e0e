/**
 * Settings from `~/.aws`, which a function has not: the next source is asked, as when there is no such file.
 * `tryNextLink` is how the SDK's chain of sources knows.
 */
export const fromSharedConfigFiles = () => async () => {
  throw Object.assign(new Error('a function has no shared configuration files'), { tryNextLink: true });
};
