import type { Input } from '../data/wire/json-service.ts';
import { AwsError } from '../service.ts';

/** What a `Converse` request asks, read and checked. */
export interface ConverseInput {
  readonly model: string;
  readonly system: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
  readonly maximumTokens: number;
  /** The one tool that the model is made to use. */
  readonly tool: { readonly name: string; readonly schema: unknown } | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  /** Everything that is counted as input. */
  readonly counted: string;
}

const known = ['messages', 'system', 'inferenceConfig', 'toolConfig', 'requestMetadata'];
/** Where a request says nothing, in tokens. */
const defaultMaximum = 4_096;

export function readConverse(model: string, input: Input): ConverseInput {
  for (const member of Object.keys(input))
    if (!known.includes(member)) throw invalid(`The local cloud does not support ${member} in Converse`);
  const system = (list(input.system) as Input[]).map(({ text }) => String(text ?? '')).join('\n');
  const messages = (list(input.messages) as Input[]).map(readMessage);
  if (messages[0]?.role !== 'user')
    throw invalid(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    );
  if (messages.some(({ role }, at) => role !== (at % 2 === 0 ? 'user' : 'assistant')))
    throw invalid('A conversation must alternate between user and assistant roles.');
  const tool = readTool(input.toolConfig as Input | undefined);
  const { maxTokens = defaultMaximum } = (input.inferenceConfig ?? {}) as { maxTokens?: number };
  if (!Number.isInteger(maxTokens) || maxTokens < 1)
    throw invalid('Member must have value greater than or equal to 1');
  return {
    model,
    system,
    messages,
    maximumTokens: maxTokens,
    tool,
    metadata: readMetadata(input.requestMetadata),
    counted: [system, ...messages.map(({ text }) => text), tool ? JSON.stringify(tool) : ''].join('\n'),
  };
}

function readMessage({ role, content }: Input): ConverseInput['messages'][number] {
  if (role !== 'user' && role !== 'assistant')
    throw invalid('Member must satisfy enum value set: [user, assistant]');
  const blocks = list(content) as Input[];
  const foreign = blocks.flatMap((block) => Object.keys(block)).find((member) => member !== 'text');
  if (foreign) throw invalid(`The local cloud does not support ${foreign} in a message of Converse`);
  const text = blocks.map((block) => String(block.text ?? '')).join('\n');
  if (text.trim() === '') throw invalid('The text field in the ContentBlock object is blank.');
  return { role, text };
}

function readTool(config: Input | undefined): ConverseInput['tool'] {
  if (config === undefined) return undefined;
  const tools = list(config.tools) as { toolSpec?: { name?: string; inputSchema?: { json?: unknown } } }[];
  const choice = (config.toolChoice as { tool?: { name?: string } } | undefined)?.tool?.name;
  const chosen = tools.find(({ toolSpec }) => toolSpec?.name === choice)?.toolSpec;
  if (!chosen?.name || tools.length !== 1)
    throw invalid('The local cloud supports one tool in Converse, and the choice of it');
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(chosen.name)) throw invalid(`Invalid tool name: ${chosen.name}`);
  return { name: chosen.name, schema: chosen.inputSchema?.json };
}

function readMetadata(value: unknown): Record<string, string> {
  const entries = Object.entries((value ?? {}) as Record<string, string>);
  const pattern = /^[a-zA-Z0-9\s:_@$#=/+,\-.]{1,256}$/;
  if (entries.length > 16 || entries.flat().some((text) => !pattern.test(String(text))))
    throw invalid('requestMetadata does not have the required form');
  return Object.fromEntries(entries);
}

export const invalid = (message: string) => new AwsError('ValidationException', message);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
