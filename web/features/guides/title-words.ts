import type { Provenance } from '../../../lib/contracts/ai/provenance.ts';

/** Whose words a guide's titles are, where they are not what they could be; else nothing is said of it. */
export function titlesLine(titledBy: Provenance | undefined): string | undefined {
  if (titledBy?.provider === 'rules') return 'Titles by rules.';
  return titledBy?.degraded ? 'Titles only partly by the usual language model.' : undefined;
}
