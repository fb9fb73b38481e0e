/**
 * What every service of the local cloud is to the rest of it.
 *
 * The gateway authenticates a request (SigV4), asks the service which IAM actions on which
 * resources it amounts to, evaluates the caller's policies, and only then hands it over.
 */

/** A CloudFormation resource of the synthesized templates, with every intrinsic resolved. */
export interface TemplateResource {
  /** Unique across stacks: `<stack>/<logical id>`. */
  readonly id: string;
  readonly stack: string;
  readonly logicalId: string;
  /** For example `AWS::SQS::Queue`. */
  readonly type: string;
  readonly properties: Record<string, unknown>;
}

/** What `Ref` and `Fn::GetAtt` of a resource give to the others. */
export interface PhysicalResource {
  readonly ref: string;
  readonly attributes: Record<string, string>;
}

/** Who signed a request: a role (a function, a state machine …) or the machine's own administrator. */
export interface Principal {
  readonly arn: string;
  /** `admin` may do everything; it exists for the command line, never for a function. */
  readonly admin: boolean;
  /** Name of the role whose policies are evaluated; absent for `admin`. */
  readonly role?: string;
  /** A service principal such as `cloudfront.amazonaws.com`: only resource policies speak for it. */
  readonly service?: string;
  /** What the service principal acts for; condition key `aws:SourceArn`. */
  readonly sourceArn?: string;
}

export interface AwsRequest {
  /** The SigV4 credential scope's service: `s3`, `dynamodb`, `execute-api`, `rds-data` … */
  readonly service: string;
  readonly method: string;
  /** Path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  readonly body: Buffer;
  readonly principal: Principal;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

/** One `action` on one `resource`, with the condition keys that the service knows. All must be allowed. */
export interface Permission {
  /** For example `s3:PutObject`. */
  readonly action: string;
  /** ARN, or `*` for actions without resource-level permissions. */
  readonly resource: string;
  /** Condition keys as IAM spells them: `kms:EncryptionContext:tenant`, `dynamodb:LeadingKeys` … */
  readonly context?: Record<string, string | readonly string[]>;
}

/** A service reached by the AWS SDK through the gateway. */
export interface AwsService {
  /** Credential-scope names that it answers for. */
  readonly names: readonly string[];
  /** What IAM must allow. Throws `AwsError` when the request cannot be understood. */
  permissions(request: AwsRequest): readonly Permission[];
  handle(request: AwsRequest): Promise<AwsResponse>;
  /** The service's own error wire format (json 1.0/1.1, rest-json, rest-xml, query). */
  error(error: AwsError, request: AwsRequest): AwsResponse;
  /**
   * The resource policy document (bucket, key, queue) of what a `Permission.resource` belongs to, so
   * also for an object's ARN. For keys it is what makes IAM count at all (delegation to the account).
   */
  policy?(resourceArn: string): unknown;
}

/** Stands up resources of some types. */
export interface ResourceProvider {
  readonly types: readonly string[];
  /**
   * Names and ARN, known before the resource exists, so that templates with references in both
   * directions resolve. Must be stable across restarts (derived from stack and logical id).
   */
  identify(resource: TemplateResource): PhysicalResource;
  /** Creates or, on a restart, re-attaches. Unknown properties throw `UnsupportedError`. Idempotent. */
  create(resource: TemplateResource): Promise<void>;
}

/** A part of the local cloud with a life of its own. */
export interface LocalPart {
  readonly name: string;
  readonly providers?: readonly ResourceProvider[];
  readonly services?: readonly AwsService[];
  /** Before any resource is created. */
  start?(): Promise<void>;
  /** After every resource is created: pollers, schedules, listeners. */
  run?(): Promise<void>;
  /** Before any part stops: takes in nothing more, and lets go of what waits for functions. */
  quiesce?(): Promise<void>;
  stop?(): Promise<void>;
}

/** What the parts may use of each other. */
export interface LocalContext {
  /** The one folder that holds all state. Each part uses `<stateDirectory>/<part name>/`. */
  readonly stateDirectory: string;
  readonly account: string;
  readonly region: string;
  /** Base address of the gateway, for example `http://127.0.0.1:4402`. */
  readonly endpoint: string;
  readonly ports: LocalPorts;
  readonly log: (event: LocalLogEvent) => void;
  /**
   * Invokes a function by ARN or name, synchronously, under its own role. With a `source` the
   * function's resource policy (`AWS::Lambda::Permission`) must let that source in.
   */
  readonly invoke: (functionArn: string, event: unknown, source?: InvokeSource) => Promise<InvokeResult>;
  /**
   * Calls a service as a role of the template would (a state machine's, an API integration's, an
   * event-source mapping's): same policy evaluation as over the wire. A service principal
   * (`cloudfront.amazonaws.com`) is judged by resource policies alone; `service` may do everything.
   */
  readonly call: (roleArn: string | 'service', request: ServiceCall) => Promise<AwsResponse>;
  /**
   * Rewrites AWS-looking hosts of this cloud inside a text to the local listeners: the last step before
   * a string becomes an environment variable, a header, an issuer.
   */
  readonly localAddress: (text: string) => string;
  /** ARN of the role under which a function runs; event source mappings read in its name. */
  readonly functionRole?: (functionArn: string) => string;
  /** Absolute path of a staged asset (file or directory) by the object key in its template. */
  readonly asset: (objectKey: string) => string;
}

/** Who makes a function run, as `AWS::Lambda::Permission` names it. */
export interface InvokeSource {
  /** For example `apigateway.amazonaws.com`. */
  readonly service: string;
  readonly arn?: string;
}

export interface ServiceCall {
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
  /** With a service principal as caller: condition key `aws:SourceArn`. */
  readonly sourceArn?: string;
}

export type InvokeResult =
  | { readonly ok: true; readonly payload: unknown; readonly requestId: string }
  | {
      readonly ok: false;
      readonly requestId: string;
      /** As Lambda reports it: `errorType` is the thrown error's `name`. */
      readonly error: { errorType: string; errorMessage: string; trace?: string[] };
      /** `Unhandled` for a thrown error; `Throttled` when no concurrency was left. */
      readonly functionError: 'Unhandled' | 'Throttled';
    };

/** Listening ports, all on 127.0.0.1; consecutive from the `--port` of `npm start`. */
export interface LocalPorts {
  /** CloudFront: published guides and the web application. */
  readonly edge: number;
  /** HTTP API. */
  readonly api: number;
  /** WebSocket API. */
  readonly socket: number;
  /** AWS endpoint of the SDK. */
  readonly gateway: number;
  readonly postgres: number;
  /** A page with the mails that were sent. */
  readonly mailbox: number;
}

export interface LocalLogEvent {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly part: string;
  readonly message: string;
  readonly detail?: Record<string, unknown>;
}

/** An error that goes back over the wire in the service's own format. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error document. */
  readonly extra: Record<string, unknown>;

  constructor(code: string, message: string, status = 400, extra: Record<string, unknown> = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    this.extra = extra;
  }
}

/** A resource type, property or operation that the local cloud does not know. Never swallowed. */
export class UnsupportedError extends Error {
  constructor(what: string) {
    super(`The local cloud does not support ${what}`);
    this.name = 'UnsupportedError';
  }
}
