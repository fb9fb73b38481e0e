import { type Configuration, configurationResponse } from '../../lib/contracts/identity/configuration.ts';

let known: Promise<Configuration> | undefined;

/** Where the API and the issuer are; asked for once, and again after a failure. */
export function configuration(): Promise<Configuration> {
  known ??= read().catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(): Promise<Configuration> {
  const response = await fetch('/v1/configuration');
  if (!response.ok) throw new Error('The server does not answer.');
  return configurationResponse.parse(await response.json());
}
