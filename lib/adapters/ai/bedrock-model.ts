import {
  BedrockRuntimeClient,
  type ContentBlock,
  ConverseCommand,
  type ConverseCommandInput,
  type ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import type { ConfiguredModel } from '../../contracts/ai/configured-model.ts';
import type { Model, ModelFailure, ModelReply, ModelRequest, Usage } from '../../domain/ai/gateway/model.ts';
import { wasNeverReached } from './never-reached.ts';

type BedrockModel = Extract<ConfiguredModel, { provider: 'bedrock' }>;

/** Retries are the gateway's: it must see every call, and there is little time. */
const settings = { maxAttempts: 1 };

/**
 * A model of Amazon Bedrock through the Converse API. The form of the answer is that of the one tool that the model is
 * made to use: the tool does nothing, its input is the answer.
 */
export function bedrockModel(
  { model, region, price }: BedrockModel,
  client = new BedrockRuntimeClient({ ...settings, region }),
): Model {
  return {
    provider: 'bedrock',
    id: model,
    price,
    ask: async (request) => {
      try {
        const answered = await client.send(new ConverseCommand(inputOf(model, request)), {
          abortSignal: request.signal,
        });
        return replyOf(answered, request.answer.name);
      } catch (error) {
        return failureOf(error, request.signal);
      }
    },
  };
}

function inputOf(modelId: string, request: ModelRequest): ConverseCommandInput {
  const { name, schema } = request.answer;
  return {
    modelId,
    system: [{ text: request.system }],
    messages: request.turns.map(({ from, text }) => ({
      role: from === 'user' ? 'user' : 'assistant',
      content: [{ text }],
    })),
    inferenceConfig: { maxTokens: request.maximumTokens, temperature: 0 },
    toolConfig: {
      tools: [
        {
          toolSpec: {
            name,
            description: 'Takes your answer.',
            inputSchema: { json: schema as NonNullable<unknown> as never },
          },
        },
      ],
      toolChoice: { tool: { name } },
    },
    // Kept in Bedrock's own log of invocations: what a call cost whose answer never came can be looked up there.
    requestMetadata: { call: request.callId },
  };
}

const ends: Readonly<Record<string, Extract<ModelReply, { ok: true }>['end']>> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  content_filtered: 'withheld',
  guardrail_intervened: 'withheld',
};

function replyOf({ output, stopReason, usage }: ConverseCommandOutput, tool: string): ModelReply {
  const counted = usageOf(usage);
  const blocks = output?.message?.content;
  if (!blocks) return { ok: false, reason: 'malformed', ...(counted ? { usage: counted } : {}) };
  return {
    ok: true,
    answer: answerOf(blocks, tool),
    end: ends[stopReason ?? ''] ?? 'complete',
    usage: counted,
  };
}

/** What it put into another tool than the one it was given is no answer. */
function answerOf(blocks: readonly ContentBlock[], tool: string): unknown {
  const used = blocks.find(({ toolUse }) => toolUse?.name === tool);
  return used?.toolUse ? used.toolUse.input : blocks.map(({ text }) => text ?? '').join('');
}

/** What was read from a prompt cache or written to it is charged for as well. */
function usageOf(usage: ConverseCommandOutput['usage']): Usage | undefined {
  if (usage?.inputTokens === undefined || usage.outputTokens === undefined) return undefined;
  const { inputTokens, outputTokens, cacheReadInputTokens = 0, cacheWriteInputTokens = 0 } = usage;
  return { input: inputTokens + cacheReadInputTokens + cacheWriteInputTokens, output: outputTokens };
}

const nothing: Usage = { input: 0, output: 0 };

/** Errors that Bedrock answers with cost nothing; where no answer came, or none that can be read, nobody knows. */
function failureOf(error: unknown, signal: AbortSignal): Extract<ModelReply, { ok: false }> {
  if (signal.aborted) return { ok: false, reason: 'given-up' };
  const { name, $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 0)
    return { ok: false, reason: 'unavailable', ...(wasNeverReached(error) ? { usage: nothing } : {}) };
  if (status < 400) return { ok: false, reason: 'malformed' };
  return { ok: false, reason: reasonOf(name, status), usage: nothing };
}

function reasonOf(name: string, status: number): ModelFailure {
  if (name === 'ModelTimeoutException') return 'timed-out';
  if (status === 429 || name === 'ThrottlingException') return 'throttled';
  if (status === 403 || status === 404 || status === 401) return 'no-access';
  return status >= 500 || status === 424 ? 'unavailable' : 'refused';
}
