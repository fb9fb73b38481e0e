interface Client<Input, Output> {
  readonly middlewareStack: {
    add(
      middleware: (
        next: unknown,
        context: { commandName?: string },
      ) => (call: { input: Input }) => Promise<{ output: Output; response: unknown }>,
      options: { step: 'initialize' },
    ): void;
  };
}

/** Has a client of the SDK answer from here: none of its commands leaves the process. */
export function answerHere<Input, Output>(
  { middlewareStack }: Client<Input, Output>,
  answer: (input: Input, command: string | undefined) => Promise<Output>,
): void {
  middlewareStack.add(
    (_next, { commandName }) =>
      async ({ input }) => ({ output: await answer(input, commandName), response: undefined }),
    { step: 'initialize' },
  );
}
