import { randomUUID } from 'node:crypto';
import type { Draft } from '../../contracts/guides/draft.ts';
import { missingSentence } from '../../contracts/guides/missing.ts';
import { hideInDraft } from '../redaction/hiding/hide-in-draft.ts';
import { hiderOf, isFoundAlone, knowing } from '../redaction/hiding/hider.ts';
import type { KnownValue } from '../redaction/hiding/known-values.ts';
import type { Policies } from '../redaction/hiding/policies.ts';
import { printDigest } from '../redaction/hiding/print-digest.ts';
import { type BothFound, findBoth, type TextDetector } from '../redaction/hiding/second-detector.ts';
import { textsOfDraft } from '../redaction/hiding/texts-of-draft.ts';
import { printsOf } from '../redaction/hiding/value-prints.ts';

export interface RedactionPorts {
  readonly policies: Policies;
  /** Where the deployment has one. */
  readonly detector?: TextDetector | undefined;
  readonly report: { error(code: string, error: unknown): void };
}

export interface ReadableDraft {
  readonly draft: Draft;
  /** The same draft in other words, without what they brought that is sensitive. */
  readonly redactWords: (titled: Draft) => Draft;
}

/**
 * The draft as everybody may read it, a model included. The detector is asked once the rules have hidden what they know,
 * so that it is told no more than it needs; where it fails the rules alone have to do, and the guide says so.
 */
export async function redactBeforeTitling(
  ports: RedactionPorts,
  draft: Draft,
  deadline: number,
): Promise<ReadableDraft> {
  const policy = await ports.policies.read(draft.tenantId);
  const learned: KnownValue[] = [];
  const learn = (value: string, kind: KnownValue['kind']) => {
    if (!isFoundAlone(policy.find, value)) learned.push({ value, kind });
  };
  const byRules = hideInDraft(draft, hiderOf(policy.find, { known: [], learn }));
  const { find, known, missing } = await secondLook(ports, policy, byRules, deadline);
  const readable = hideInDraft(byRules, hiderOf(find, knowing(known)));
  const told = [...learned, ...known];
  const seen = told.length > 0 && { seen: printsOf(told, randomUUID(), printDigest) };
  return {
    draft: { ...readable, missing, ...seen },
    redactWords: (titled) => {
      const redacted = hideInDraft(titled, hiderOf(find, knowing(known)));
      return { ...redacted, title: redacted.title || readable.title };
    },
  };
}

const rulesAlone = missingSentence({ kind: 'rules-alone' });

async function secondLook(
  { detector, report }: RedactionPorts,
  policy: Awaited<ReturnType<Policies['read']>>,
  draft: Draft,
  deadline: number,
): Promise<BothFound & { readonly missing: string[] }> {
  const missing = draft.missing.filter((sentence) => sentence !== rulesAlone);
  const byRules = { find: policy.find, known: [] };
  if (!detector) return { ...byRules, missing };
  try {
    return { ...(await findBoth(policy, detector, textsOfDraft(draft), deadline)), missing };
  } catch (error) {
    report.error('TEXT_DETECTOR_FAILED', error);
    return { ...byRules, missing: [...missing, rulesAlone] };
  }
}
