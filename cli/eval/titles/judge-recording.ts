import { titleText } from '../../../lib/contracts/compose/title.ts';
import type { Draft, DraftStep } from '../../../lib/contracts/guides/draft.ts';
import { titleDraft } from '../../../lib/domain/ai/title-draft.ts';
import { replay } from '../../../lib/domain/compose/assemble-steps.ts';
import { sameTarget } from '../../../lib/domain/compose/rules/same-target.ts';
import { isReadable, type NameAgreement, nameAgreement } from './name-agreement.ts';
import type { JudgedRecording, Reference } from './read-recordings.ts';
import { fold, type JudgedTitle, namesIn, type UnusableReason, unusableReason } from './unusable.ts';

export interface JudgedStep {
  readonly recording: string;
  /** Places, from 1, of the step in the guide and of its first action in the recording. */
  readonly step: number;
  readonly action: number;
  readonly title: string;
  readonly reason?: UnusableReason | undefined;
  readonly referenceName?: string | undefined;
  readonly agreement?: NameAgreement | undefined;
  /** Of the reference's name: then nothing is held against the title's. */
  readonly isUnreadable?: boolean;
  readonly referenceTitle?: string | undefined;
  /** Whether the title is the reference's, word for word; undefined without one. */
  readonly exact?: boolean | undefined;
}

/** Titles a recording as the product does without a model, and judges each title. */
export function judgeRecording(recording: JudgedRecording): JudgedStep[] {
  const { steps } = titleDraft(draftOf(recording));
  return steps.map((step, place) => {
    const reference = referenceOf(step, recording.references);
    const judged = judgedTitle(step, reference);
    const before = steps[place - 1];
    const reason = unusableReason(
      judged,
      before && { title: before.title, sameTarget: sameTarget(before.target, step.target) },
    );
    return {
      recording: recording.name,
      step: place + 1,
      action: step.actions.first + 1,
      title: titleText(step.title),
      reason,
      ...named(judged, reference),
      ...(reference.title === undefined
        ? {}
        : {
            referenceTitle: reference.title,
            exact: fold(titleText(step.title)) === fold(titleText(reference.title)),
          }),
    };
  });
}

function named(judged: JudgedTitle, { name, icons }: Reference) {
  if (!name) return {};
  if (!isReadable(name, icons, judged.role)) return { isUnreadable: true };
  return { referenceName: name, agreement: nameAgreement(namesIn(judged), name, icons) };
}

function judgedTitle(step: DraftStep, { name }: Reference): JudgedTitle {
  const secret = /^(?:password|card|one-time-code)$/.test(step.target?.sensitivity ?? '');
  return {
    kind: step.kind,
    role: step.target?.role,
    title: step.title,
    value: step.value?.text,
    reference: name,
    secret,
  };
}

/** What was said of the last action that the step stands for. */
function referenceOf({ actions }: DraftStep, references: JudgedRecording['references']): Reference {
  let found: Reference = {};
  for (let at = actions.first; at <= actions.last; at += 1)
    found = { ...found, ...definedOf(references.get(at)) };
  return found;
}

const definedOf = (reference: Reference = {}): Reference =>
  Object.fromEntries(Object.entries(reference).filter(([, value]) => value !== undefined));

function draftOf({ actions }: JudgedRecording): Draft {
  return {
    schema: 1,
    guideId: '',
    tenantId: '',
    recordingId: '',
    createdBy: '',
    title: '',
    description: '',
    url: actions[0]?.page.url ?? '',
    visibility: 'private',
    missing: [],
    steps: replay(actions).map(({ thumbnail: _, ...step }) => ({ ...step, image: null })),
  };
}
