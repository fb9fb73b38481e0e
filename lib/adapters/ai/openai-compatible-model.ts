import * as z from 'zod/mini';
import type { ConfiguredModel } from '../../contracts/ai/configured-model.ts';
import type { Model, ModelFailure, ModelReply, ModelRequest } from '../../domain/ai/gateway/model.ts';
import { parse } from '../../runtime/parse.ts';
import { wasNeverReached } from './never-reached.ts';

type EndpointModel = Extract<ConfiguredModel, { provider: 'openai-compatible' }>;

const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.nullish(z.string()),
      message: z.object({ content: z.nullish(z.string()) }),
    }),
  ),
  usage: z.nullish(z.object({ prompt_tokens: z.int(), completion_tokens: z.int() })),
});

/** No answer of ours is near it. */
const largestAnswer = 1024 * 1024;

/** A model behind `/chat/completions`, as OpenAI, vLLM, llama.cpp, Ollama and others offer them. */
export function openAiCompatibleModel(
  { model, url, price }: EndpointModel,
  apiKey: () => Promise<string | undefined>,
): Model {
  return {
    provider: 'openai-compatible',
    id: model,
    price,
    ask: async (request) => {
      try {
        const key = await apiKey();
        const response = await fetch(`${url}/chat/completions`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(key ? { authorization: `Bearer ${key}` } : {}),
          },
          body: JSON.stringify(bodyOf(model, request)),
          signal: request.signal,
          redirect: 'error',
        });
        return response.ok ? replyOf(await textOf(response)) : await failed(response);
      } catch (error) {
        return lost(error, request.signal);
      }
    },
  };
}

function bodyOf(model: string, { system, turns, answer, maximumTokens, callId }: ModelRequest) {
  return {
    model,
    messages: [
      { role: 'system', content: system },
      ...turns.map(({ from, text }) => ({ role: from === 'user' ? 'user' : 'assistant', content: text })),
    ],
    max_tokens: maximumTokens,
    temperature: 0,
    user: callId,
    response_format: {
      type: 'json_schema',
      json_schema: { name: answer.name, strict: true, schema: answer.schema },
    },
  };
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > largestAnswer) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function replyOf(text: string): ModelReply {
  const read = parse(completion, json(text));
  const choice = read.ok ? read.value.choices[0] : undefined;
  if (!read.ok || !choice) return { ok: false, reason: 'malformed' };
  const { usage } = read.value;
  return {
    ok: true,
    answer: choice.message.content ?? '',
    end: ends[choice.finish_reason ?? ''] ?? 'complete',
    usage: usage ? { input: usage.prompt_tokens, output: usage.completion_tokens } : undefined,
  };
}

const ends: Readonly<Record<string, Extract<ModelReply, { ok: true }>['end']>> = {
  length: 'length',
  content_filter: 'withheld',
};

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function failed(response: Response): Promise<ModelReply> {
  await response.body?.cancel();
  return { ok: false, reason: reasonOf(response.status), usage: { input: 0, output: 0 } };
}

function reasonOf(status: number): ModelFailure {
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403 || status === 404) return 'no-access';
  if (status === 408) return 'timed-out';
  return status >= 500 ? 'unavailable' : 'refused';
}

/** Where the endpoint was never reached nothing was spent; else nobody knows. */
function lost(error: unknown, signal: AbortSignal): ModelReply {
  if (signal.aborted) return { ok: false, reason: 'given-up' };
  const nothing = wasNeverReached(error) ? { usage: { input: 0, output: 0 } } : {};
  return { ok: false, reason: 'unavailable', ...nothing };
}
