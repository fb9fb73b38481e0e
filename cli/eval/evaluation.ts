/** What the command line gave beside the file. */
export interface EvaluationOptions {
  readonly misses: boolean;
  /** Whether the texts themselves may be shown. */
  readonly show: boolean;
  readonly strictness?: string | undefined;
  readonly region?: string | undefined;
  readonly 'ignore-unknown': boolean;
}

export interface EvaluationResult {
  readonly lines: readonly (readonly [label: string, value: string])[];
  readonly document: unknown;
}

/** Judges what lies at `source`, a file or folder. */
export type Evaluation = (source: string, options: EvaluationOptions) => Promise<EvaluationResult>;
