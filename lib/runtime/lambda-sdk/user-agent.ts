import type { BuildMiddleware, Pluggable } from '@smithy/types';

interface UserAgentConfig {
  readonly defaultUserAgentProvider: () => Promise<readonly (readonly string[])[]>;
}

/** The SDK's, its service's and Node's version, without the letters that count which features are used. */
function userAgentMiddleware(config: UserAgentConfig): BuildMiddleware<object, object> {
  return (next) => async (args) => {
    const { headers } = args.request as { headers: Record<string, string> };
    const sections = await config.defaultUserAgentProvider();
    headers['user-agent'] = sections.map((section) => section.join('/')).join(' ');
    return next(args);
  };
}
