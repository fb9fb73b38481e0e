import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type ConfiguredModel, configuredModels } from '../../contracts/ai/configured-model.ts';
import type { Model } from '../../domain/ai/gateway/model.ts';
import type { GatewayNote, GatewayPorts } from '../../domain/ai/gateway/ports.ts';
import { documentClient } from '../../runtime/document-client.ts';
import { log } from '../../runtime/log.ts';
import { bedrockModel } from './bedrock-model.ts';
import { dynamoAnswers } from './dynamo-answers.ts';
import { dynamoBudgets } from './dynamo-budgets.ts';
import { dynamoCalls } from './dynamo-calls.ts';
import { dynamoCircuits } from './dynamo-circuits.ts';
import { dynamoPaces } from './dynamo-paces.ts';
import { openAiCompatibleModel } from './openai-compatible-model.ts';
import { secretText } from './secret-text.ts';

export interface GatewayEnv {
  /** JSON (lib/contracts/ai/configured-model.ts). */
  readonly MODELS: string;
  readonly AI_TABLE_NAME: string;
}

/** Everything that the gateway needs but what other contexts know: plans, their counters, and what is personal. */
export function gatewayPorts(
  env: GatewayEnv,
  others: Pick<GatewayPorts, 'planOf' | 'scrub' | 'takeCall'>,
  client = documentClient(),
): GatewayPorts {
  const table = { client, name: env.AI_TABLE_NAME };
  return {
    ...others,
    models: configuredModels.parse(JSON.parse(env.MODELS)).map(modelOf),
    circuits: dynamoCircuits(table),
    paces: dynamoPaces(table),
    answers: dynamoAnswers(table),
    budgets: dynamoBudgets(table),
    calls: dynamoCalls(table),
    newFence: () => `=====${randomBytes(12).toString('hex')}=====`,
    newCallId: randomUUID,
    now: Date.now,
    pause: (milliseconds) => pause(milliseconds),
    signalAt: (moment) => AbortSignal.timeout(Math.max(0, moment - Date.now())),
    note: noteInLog,
  };
}

function modelOf(configured: ConfiguredModel): Model {
  return configured.provider === 'bedrock'
    ? bedrockModel(configured)
    : openAiCompatibleModel(configured, secretText(configured.keyArn));
}

function noteInLog(note: GatewayNote): void {
  if (note.code === 'GATEWAY_FAILED') {
    log.error(note.code, note.error, { task: note.task });
  } else {
    const { code, ...fields } = note;
    log.warn(code, fields);
  }
}
