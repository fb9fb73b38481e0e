/** Thrown where a function reaches a part of the SDK that its bundle leaves out (lib/constructs/lambda-sdk.ts). */
export class LeftOutOfBundle extends Error {
  override readonly name = 'LeftOutOfBundle';

  constructor(part: string) {
    super(`${part}: bundles of functions leave this part of the SDK out`);
  }
}
