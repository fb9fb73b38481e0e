import type { Provenance, WhyRules } from '../../../lib/contracts/ai/provenance.ts';
import type { VainRetitle } from '../../../lib/contracts/guides/vain-retitle.ts';
import { moment } from '../../ui/moment.ts';

const reasons: Readonly<Record<WhyRules, string>> = {
  unreachable: 'no language model could be reached',
  'too-slow': 'the language model took too long',
  unusable: 'what the language model answered could not be used',
  rate: 'too much was asked of the language model at once',
  budget: 'this month’s use of the language model is used up',
};

/** Whose words a guide's titles are and why, where they are not what they could be; else nothing is said of it. */
export function titlesLine(found: {
  readonly titledBy: Provenance | undefined;
  readonly canRetitle: boolean;
  readonly vain?: VainRetitle | undefined;
}): string | undefined {
  const { titledBy, canRetitle, vain } = found;
  const whose = whoseWords(titledBy, vain === undefined, canRetitle);
  if (!vain) return whose;
  const asked = `Better ones were asked for on ${moment(vain.at)}: ${reasons[vain.because]}.`;
  return `${whose ?? ''} ${asked}`.trim();
}

function whoseWords(
  titledBy: Provenance | undefined,
  saysWhy: boolean,
  canRetitle: boolean,
): string | undefined {
  if (titledBy?.provider === 'rules') {
    // Where a model can be asked now, there was none when they were made, or nobody noted why.
    const why = titledBy.because ? reasons[titledBy.because] : !canRetitle && 'no language model is set up';
    return why && saysWhy ? `Titles by rules: ${why}.` : 'Titles by rules.';
  }
  return titledBy?.degraded ? 'Titles only partly by the usual language model.' : undefined;
}
