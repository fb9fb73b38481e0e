/** One part of the user agent: `aws-sdk-js` and its version, `api/DynamoDB` and its version, `lang/js`. */
type Section = readonly [name: string, version?: string];

interface Settings {
  readonly defaultUserAgentProvider: () => Promise<readonly Section[]>;
}

interface Args {
  readonly request: unknown;
}

interface MiddlewareStack {
  add(
    middleware: <Output>(next: (args: Args) => Promise<Output>) => (args: Args) => Promise<Output>,
    options: typeof getUserAgentMiddlewareOptions,
  ): void;
}

export const getUserAgentMiddlewareOptions = {
  name: 'getUserAgentMiddleware',
  step: 'build',
  priority: 'low',
  override: true,
} as const;

/** Names the SDK, the service and Node in `user-agent`, and does not count which of the SDK's features are in use. */
export const userAgentMiddleware =
  (settings: Settings) =>
  <Output>(next: (args: Args) => Promise<Output>) =>
  async (args: Args): Promise<Output> => {
    const { headers } = args.request as { readonly headers: Record<string, string> };
    const sections = await settings.defaultUserAgentProvider();
    headers['user-agent'] = sections.map(userAgentSection).join(' ');
    return next(args);
  };

export const getUserAgentPlugin = (settings: Settings) => ({
  applyToStack: (stack: MiddlewareStack) =>
    stack.add(userAgentMiddleware(settings), getUserAgentMiddlewareOptions),
});

function userAgentSection([name, version]: Section): string {
  const separator = name.includes('/') ? '#' : '/';
  return (version ? name + separator + version : name).replace(/[^\w!#$%&'*+./^`|~-]/g, '-');
}
