/** What the templates say about buses and rules. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly enabled: boolean;
  readonly matches: ((event: unknown) => boolean) | undefined;
  readonly schedule: string | undefined;
  readonly targets: readonly Target[];
}

export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly roleArn: string | undefined;
  readonly input: TargetInput;
  readonly messageGroupId: string | undefined;
  readonly maximumRetryAttempts: number;
  readonly maximumAgeSeconds: number;
  readonly deadLetterArn: string | undefined;
}

export type TargetInput =
  | { readonly kind: 'whole' }
  | { readonly kind: 'fixed'; readonly text: string }
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'template';
      readonly paths: Readonly<Record<string, string>>;
      readonly template: string;
    };

/** An event as rules match it and targets get it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}
