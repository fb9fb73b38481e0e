import * as z from 'zod';
import { type Action, action as actionSchema } from '../../../lib/contracts/capture/action.ts';
import { CommandError } from '../../run-command.ts';
import { firstProblem, readJson } from '../read-json.ts';

/** A recording by the actions that were observed, each with what a judge would call its target and its step. */
export interface JudgedRecording {
  readonly name: string;
  readonly actions: readonly Action[];
  /** By the action's index: what its target is called, and how a person would have titled the step. */
  readonly references: ReadonlyMap<number, Reference>;
}

export interface Reference {
  readonly name?: string | undefined;
  /** Which parts of the name the page draws as pictures, by an icon font. */
  readonly icons?: readonly string[] | undefined;
  readonly title?: string | undefined;
}

const reference = z.object({
  referenceName: z.string().nullish(),
  referenceIcons: z.array(z.string()).nullish(),
  referenceTitle: z.string().nullish(),
});
const oneRecording = z.object({ name: z.string().optional(), actions: z.array(z.unknown()) });
const file = z.union([
  z.object({ recordings: z.array(oneRecording).min(1) }).transform(({ recordings }) => recordings),
  oneRecording.transform((one) => [one]),
  z.array(oneRecording).min(1),
  z
    .array(z.looseObject({ detail: z.unknown() }))
    .min(1)
    .transform((actions) => [{ actions, name: undefined }]),
]);

/** Milliseconds between two actions of which the file does not say when they were done. */
const pace = 2_000;

/** Reads the recordings of a file; each mistake names the recording and the action, counted from one, and the field. */
export async function readRecordings(path: string): Promise<JudgedRecording[]> {
  const parsed = file.safeParse(await readJson(path, (message) => mistake(message, path)));
  if (!parsed.success)
    throw mistake('Not {recordings: [{name, actions: […]}]}, nor one recording, nor a list of either', path);
  return parsed.data.map(({ name, actions }, place) => {
    const where = `${path}, recording ${place + 1}`;
    if (actions.length === 0) throw mistake('The recording has no actions', where);
    return readRecording(name ?? `recording ${place + 1}`, actions, where);
  });
}

function readRecording(name: string, given: readonly unknown[], where: string): JudgedRecording {
  const references = new Map<number, Reference>();
  const actions = given.map((one, place) => {
    const parsed = actionSchema.safeParse(withDefaults(one, place));
    if (!parsed.success)
      throw mistake(`Not an action: ${actionProblem(parsed.error)}`, `${where}, action ${place + 1}`);
    const judged = reference.safeParse(one);
    if (!judged.success)
      throw mistake(`Not a reference: ${firstProblem(judged.error)}`, `${where}, action ${place + 1}`);
    const { referenceName, referenceIcons, referenceTitle } = judged.data;
    if (parsed.data.index !== place)
      throw mistake(
        `index: it is ${parsed.data.index}, where ${place} is expected (it counts from 0, and may be left out)`,
        `${where}, action ${place + 1}`,
      );
    if (referenceName != null || referenceTitle != null)
      references.set(place, {
        name: referenceName ?? undefined,
        icons: referenceIcons ?? undefined,
        title: referenceTitle ?? undefined,
      });
    return parsed.data;
  });
  return { name, actions, references };
}

/** What the extension sends besides: nothing that was done on a page, so that no step comes of it. */
const withoutStep: ReadonlySet<string> = new Set(['note', 'remove-step', 'pause', 'resume']);

const kinds = actionSchema.shape.detail.def.options
  .flatMap(({ shape }) => shape.kind.def.values)
  .filter((kind) => !withoutStep.has(kind));

function actionProblem(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  if (issue?.code !== 'invalid_union' || issue.path.join('.') !== 'detail.kind') return firstProblem(error);
  return `detail.kind must be one of ${kinds.join(', ')}`;
}

/** So that a case can be written by hand: what a title does not depend on may be left out. */
function withDefaults(given: unknown, place: number): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { target, detail, ...others } = given as { readonly target?: unknown; readonly detail?: unknown };
  const plain = { index: place, at: place * pace, tab: 1, page: { url: '', title: '' } };
  const whole = { ...plain, ...others, detail: detailWithDefaults(detail) };
  return target === undefined ? whole : { ...whole, target: targetWithDefaults(target) };
}

/** Of each kind only what it has is read. */
function detailWithDefaults(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { field, ...others } = given as { readonly field?: unknown };
  const whole = { button: 'primary', modifiers: [], masked: false, cause: 'address', ...others };
  if (typeof field !== 'object' || field === null) return { ...whole, field };
  const { value } = field as { readonly value?: unknown };
  return { ...whole, field: { masked: value === undefined, length: String(value ?? '').length, ...field } };
}

function targetWithDefaults(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { name } = given as { readonly name?: unknown };
  return { tag: '', nameSource: name ? 'content' : 'none', surroundings: [], selectors: [], ...given };
}

function mistake(message: string, where: string): CommandError {
  return new CommandError(`${where}: ${message}`, { title: 'The recordings are wrong', where });
}
