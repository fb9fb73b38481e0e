type Lookup = (resourceArn: string) => unknown;

/**
 * Resource policies by the service in the ARN. A request to one service may need another's resource
 * (S3 uses a key in the caller's name), so every service answers for all of them.
 */
export class ResourcePolicies {
  readonly #lookups = new Map<string, Lookup>();

  register(service: string, lookup: Lookup): void {
    this.#lookups.set(service, lookup);
  }

  readonly find: Lookup = (resourceArn) => this.#lookups.get(resourceArn.split(':')[2] ?? '')?.(resourceArn);
}
