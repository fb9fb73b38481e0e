import type { AssembledGuide, Draft } from '../../contracts/guides/draft.ts';
import type { VainRetitle } from '../../contracts/guides/vain-retitle.ts';
import type { GatewayPorts } from './gateway/ports.ts';
import { inRulesWords, titleByModel } from './gateway/title-by-model.ts';
import { type RedactionPorts, redactBeforeTitling } from './redact-before-titling.ts';
import { titleDraft } from './title-draft.ts';
import { english, type GuidePhrases } from './words/guide-phrases.ts';

export interface TitlePorts extends RedactionPorts {
  readonly drafts: {
    read(key: string): Promise<Draft>;
    write(key: string, draft: Draft): Promise<void>;
  };
  readonly gateway: GatewayPorts;
  readonly vainRetitles: VainRetitles;
}

/** What came of asking for better titles of a version, where none came; the last time counts. */
export interface VainRetitles {
  keep(tenantId: string, guideId: string, version: number, vain: VainRetitle): Promise<void>;
}

/** How long a guide that nobody has seen yet waits for better words than the rules', in milliseconds. */
const patience = 1_700;
/** What of that the second detector of sensitive text has. */
const detectorsPart = 1_000;
/** How long one that is published already does. */
const patienceAfterwards = 25_000;

/** No model answered: the version that was to be bettered stays the newest. */
export class ModelsUnavailable extends Error {
  override readonly name = 'ModelsUnavailable';
}

/**
 * Gives the draft its words, in place: by the rules, and bettered by a model where one answers in time; nothing sensitive
 * is in what a model is shown, nor in what it said. Running it again changes nothing.
 * @throws ModelsUnavailable for a version whose words only a model could better
 */
export async function titleSteps(
  ports: TitlePorts,
  assembled: AssembledGuide,
  words: GuidePhrases = english,
): Promise<AssembledGuide> {
  const begunAt = ports.gateway.now();
  const draft = await ports.drafts.read(assembled.draftKey);
  if (draft.titledBy) return assembled;
  const { tenantId, guideId, retitled } = draft;
  const readable = await redactBeforeTitling(ports, inRulesWords(draft), begunAt + detectorsPart);
  const byRules = titleDraft(readable.draft, words);
  const deadline = begunAt + (retitled ? patienceAfterwards : patience);
  const titled = await titleByModel(ports.gateway, byRules, { tenantId, guideId, deadline }, words);
  if (retitled && titled.titledBy?.provider === 'rules') {
    const { because } = titled.titledBy;
    const at = new Date(ports.gateway.now()).toISOString();
    if (because) await ports.vainRetitles.keep(tenantId, guideId, retitled.from, { at, because });
    throw new ModelsUnavailable(`no model answered for guide ${guideId}`);
  }
  await ports.drafts.write(assembled.draftKey, readable.redactWords(titled));
  return assembled;
}
