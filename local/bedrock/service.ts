import { randomUUID } from 'node:crypto';
import type { Input } from '../data/wire/json-service.ts';
import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
  type LocalContext,
} from '../service.ts';
import type { CallLog } from './call-log.ts';
import { type ConverseInput, invalid, readConverse } from './converse-input.ts';
import { permissionsFor } from './model-permissions.ts';
import { afterDelay, answerTo, type BedrockScript, type ScriptedAnswer } from './script.ts';
import { countTokens } from './tokens.ts';

interface BedrockOptions {
  readonly context: Pick<LocalContext, 'region' | 'account'>;
  readonly script: BedrockScript;
  readonly calls: CallLog;
  readonly now: () => number;
}

/** Bedrock's runtime: REST with JSON. Of its operations, `Converse`. */
export function bedrockService({ context, script, calls, now }: BedrockOptions): AwsService {
  return {
    names: ['bedrock'],
    permissions: (request) => permissionsFor(modelOf(request), context),
    async handle(request) {
      const input = readConverse(modelOf(request), bodyOf(request));
      const answer = await answerTo(script, input);
      if (!answer)
        throw new AwsError(
          'AccessDeniedException',
          "You don't have access to the model with the specified model ID.",
          403,
        );
      const reply = replyTo(input, answer);
      const { counted: _, ...asked } = input;
      calls.add({
        at: new Date(now()).toISOString(),
        principal: request.principal.arn,
        request: asked,
        outcome: reply.error?.code ?? reply.stopReason,
        inputTokens: reply.error ? 0 : countTokens(input.counted),
        outputTokens: reply.error ? 0 : reply.outputTokens,
      });
      await afterDelay(answer);
      if (reply.error) throw reply.error;
      const body = JSON.stringify(outputOf(reply, countTokens(input.counted)));
      return respond(200, answer.fault === 'malformed' ? body.slice(0, body.length / 2) : body);
    },
    error: (error) =>
      respond(error.status, JSON.stringify({ message: error.message }), { 'x-amzn-errortype': error.code }),
  };
}

function modelOf({ method, path }: AwsRequest): string {
  const [, model, operation] = /^\/model\/([^/]+)\/([\w-]+)$/.exec(path) ?? [];
  if (method !== 'POST' || model === undefined || operation !== 'converse')
    throw new AwsError(
      'UnknownOperationException',
      `The local cloud does not support bedrock ${method} ${path}`,
      404,
    );
  const id = decodeURIComponent(model);
  if (!/^[a-z0-9][a-z0-9.:-]{2,}$/.test(id)) throw invalid('The provided model identifier is invalid.');
  return id;
}

function bodyOf({ body }: AwsRequest): Input {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Input;
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object');
}

const errors: Readonly<Partial<Record<NonNullable<ScriptedAnswer['fault']>, AwsError>>> = {
  throttled: new AwsError('ThrottlingException', 'Too many requests, please wait before trying again.', 429),
  unavailable: new AwsError('ServiceUnavailableException', 'Bedrock is unable to process your request.', 503),
  internal: new AwsError(
    'InternalServerException',
    'The system encountered an unexpected error during processing. Try your request again.',
    500,
  ),
  timeout: new AwsError('ModelTimeoutException', 'Model has timed out in processing the request.', 408),
};

interface Reply {
  readonly error: AwsError | undefined;
  readonly content: readonly object[];
  readonly stopReason: 'tool_use' | 'end_turn' | 'max_tokens';
  readonly outputTokens: number;
}

function replyTo({ tool, maximumTokens }: ConverseInput, { answer, text, fault }: ScriptedAnswer): Reply {
  const error = fault && errors[fault];
  const used = text === undefined && tool !== undefined;
  const said = used ? JSON.stringify(answer ?? {}) : (text ?? JSON.stringify(answer ?? {}));
  const outputTokens = countTokens(said);
  const cut = fault === 'truncated' || outputTokens > maximumTokens;
  const block = (input: unknown) => ({
    toolUse: { toolUseId: `tooluse_${randomUUID()}`, name: tool?.name, input },
  });
  return {
    error,
    content: [
      used ? block(cut ? {} : (answer ?? {})) : { text: cut ? said.slice(0, said.length / 2) : said },
    ],
    stopReason: cut ? 'max_tokens' : used ? 'tool_use' : 'end_turn',
    outputTokens: cut ? maximumTokens : outputTokens,
  };
}

function outputOf({ content, stopReason, outputTokens }: Reply, inputTokens: number): object {
  return {
    output: { message: { role: 'assistant', content } },
    stopReason,
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
    metrics: { latencyMs: 1 },
  };
}

function respond(status: number, body: string, headers: Record<string, string> = {}): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
    body,
  };
}
