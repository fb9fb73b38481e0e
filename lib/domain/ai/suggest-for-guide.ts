import type * as z from 'zod/mini';
import type { SuggestResponse, suggestRequest } from '../../contracts/ai/suggestion.ts';
import { titleText } from '../../contracts/compose/title.ts';
import type { Draft, DraftStep } from '../../contracts/guides/draft.ts';
import { hideInDraft } from '../redaction/hiding/hide-in-draft.ts';
import { hiderOf } from '../redaction/hiding/hider.ts';
import type { Policies } from '../redaction/hiding/policies.ts';
import { askGateway } from './gateway/ask-gateway.ts';
import type { GatewayPorts } from './gateway/ports.ts';
import { findRedactionHintsTask, type ReadStep } from './gateway/tasks/find-redaction-hints.ts';
import { recommendAutomationTask } from './gateway/tasks/recommend-automation.ts';
import { suggestCalloutsTask } from './gateway/tasks/suggest-callouts.ts';
import { suggestTagsIn } from './gateway/tasks/suggest-tags.ts';
import { toldGuide } from './gateway/tasks/told-guide.ts';
import { toldStep } from './gateway/tasks/told-step.ts';
import { english, type GuidePhrases } from './words/guide-phrases.ts';

export interface SuggestPorts {
  readonly guides: { newest(tenantId: string, guideId: string): Promise<Draft | undefined> };
  readonly policies: Policies;
  readonly gateway: GatewayPorts;
}

/** How long somebody waits for a suggestion, in milliseconds. */
const patience = 15_000;
/** More would not fit into one call; a longer guide gets suggestions about its first steps. */
const mostSteps = 100;

/**
 * What could be made of a guide beside its titles. Nothing of it is kept. The version was saved under the policy of its
 * day: what is to be hidden by now is hidden from the model, and from who asks.
 */
export async function suggestForGuide(
  { guides, policies, gateway }: SuggestPorts,
  tenantId: string,
  guideId: string,
  { task }: z.infer<typeof suggestRequest>,
  { weighty }: Pick<GuidePhrases, 'weighty'> = english,
): Promise<{ ok: true; value: SuggestResponse } | { ok: false; reason: 'not-found' }> {
  const saved = await guides.newest(tenantId, guideId);
  if (!saved) return { ok: false, reason: 'not-found' };
  const draft = hideInDraft(saved, hiderOf((await policies.read(tenantId)).find));
  const asker = { tenantId, guideId, deadline: gateway.now() + patience };
  const steps = draft.steps.slice(0, mostSteps);
  switch (task) {
    case 'suggest-tags': {
      const { value, ...whose } = await askGateway(gateway, suggestTagsIn(weighty), toldGuide(draft), asker);
      return { ok: true, value: { ...whose, tags: [...value] } };
    }
    case 'suggest-callouts': {
      const told = steps.map(toldStep);
      const { value, ...whose } = await askGateway(gateway, suggestCalloutsTask, told, asker);
      return { ok: true, value: { ...whose, callouts: [...value] } };
    }
    case 'recommend-automation': {
      const told = steps.map(toldStep);
      const { value, ...whose } = await askGateway(gateway, recommendAutomationTask, told, asker);
      return { ok: true, value: { ...whose, automations: [...value] } };
    }
    case 'find-redaction-hints': {
      const read = steps.map(readStep);
      const { value, ...whose } = await askGateway(gateway, findRedactionHintsTask, read, asker);
      return { ok: true, value: { ...whose, redactionHints: [...value] } };
    }
  }
}

function readStep({ id, title, target, value, page }: DraftStep): ReadStep {
  return {
    id,
    title: titleText(title),
    name: target?.name ?? '',
    value: value?.text ?? '',
    page: page.title,
  };
}
