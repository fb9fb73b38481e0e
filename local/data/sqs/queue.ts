/** A queue as its template describes it. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly delaySeconds: number;
  readonly visibilitySeconds: number;
  readonly retentionSeconds: number;
  readonly waitSeconds: number;
  readonly maximumMessageBytes: number;
  /** Customer key that encrypts the messages; absent for AWS's own. */
  readonly key: string | undefined;
  readonly redrive:
    | { readonly targetArn: string; readonly targetName: string; readonly maxReceiveCount: number }
    | undefined;
  readonly createdAt: number;
}
