import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { type Action, action as actionSchema } from '../../../lib/contracts/capture/action.ts';
import { CommandError } from '../../run-command.ts';

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
  referenceName: z.string().optional(),
  referenceIcons: z.array(z.string()).optional(),
  referenceTitle: z.string().optional(),
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

/** Reads the recordings of a file; each mistake names the recording and the action, counted from zero. */
export async function readRecordings(path: string): Promise<JudgedRecording[]> {
  const parsed = file.safeParse(await readJson(path));
  if (!parsed.success)
    throw mistake('Not {recordings: [{name, actions: […]}]}, nor one recording, nor a list of either', path);
  return parsed.data.map(({ name, actions }, place) => {
    const where = `${path}, recording ${place}`;
    if (actions.length === 0) throw mistake('The recording has no actions', where);
    return readRecording(name ?? `recording ${place}`, actions, where);
  });
}

function readRecording(name: string, given: readonly unknown[], where: string): JudgedRecording {
  const references = new Map<number, Reference>();
  const actions = given.map((one, place) => {
    const parsed = actionSchema.safeParse(withDefaults(one, place));
    if (!parsed.success)
      throw mistake(`Not an action: ${problem(parsed.error)}`, `${where}, action ${place}`);
    const judged = reference.safeParse(one);
    if (!judged.success)
      throw mistake(`Not a reference: ${problem(judged.error)}`, `${where}, action ${place}`);
    const { referenceName, referenceIcons, referenceTitle } = judged.data;
    if (parsed.data.index !== place)
      throw mistake(`Its index is ${parsed.data.index}, its place ${place}`, `${where}, action ${place}`);
    if (referenceName !== undefined || referenceTitle !== undefined)
      references.set(place, { name: referenceName, icons: referenceIcons, title: referenceTitle });
    return parsed.data;
  });
  return { name, actions, references };
}

/** So that a case can be written by hand: what a title does not depend on may be left out. */
function withDefaults(given: unknown, place: number): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { target, ...others } = given as { readonly target?: unknown };
  const whole = { index: place, at: place * pace, tab: 1, page: { url: '', title: '' }, ...others };
  return target === undefined ? whole : { ...whole, target: targetWithDefaults(target) };
}

function targetWithDefaults(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { name } = given as { readonly name?: unknown };
  return { tag: '', nameSource: name ? 'content' : 'none', surroundings: [], selectors: [], ...given };
}

async function readJson(path: string): Promise<unknown> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    throw mistake(`The recordings cannot be read: ${(error as Error).message}`, path);
  }
  try {
    return JSON.parse(content);
  } catch {
    throw mistake('The file is not JSON', path);
  }
}

function problem({ issues: [issue] }: z.core.$ZodError): string {
  return issue ? `${issue.path.join('.') || 'all of it'}: ${issue.message}` : 'it is something else';
}

function mistake(message: string, where: string): CommandError {
  return new CommandError(`${where}: ${message}`, { title: 'The recordings are wrong', where });
}
