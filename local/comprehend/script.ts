import type { ScriptedFault, ScriptFile } from '../script-file.ts';

/** Words that are taken for personal, wherever they stand. */
interface ScriptedEntity {
  readonly text: string;
  /** One of Comprehend's types, such as `NAME`. */
  readonly type: string;
  /** 0.999 unless told. */
  readonly score?: number;
}

/**
 * What Comprehend is to find, and how to fail: `comprehend/script.json` of the form `{"entities": […], "answers": […]}`.
 * Without the file nothing is found, and nothing fails.
 */
export type ComprehendScript = ScriptFile<ScriptedFault, { readonly entities: readonly ScriptedEntity[] }>;
