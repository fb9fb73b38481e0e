import type { ScriptedFault, ScriptFile } from '../script-file.ts';

/** A word that Textract is to say is there; place and size as parts of the picture's sides. */
export interface ScriptedWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Instead of the text, or before it. */
export interface ScriptedAnswer extends ScriptedFault {
  /** Whatever the picture shows, each a line by itself; nobody reads it then. */
  readonly words?: readonly ScriptedWord[];
}

/** How Textract is to answer: `textract/script.json` of the form `{"answers": […]}`. Without a line, pictures are read. */
export type TextractScript = ScriptFile<ScriptedAnswer>;
