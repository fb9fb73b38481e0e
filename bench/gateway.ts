import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { bedrockModel } from '../lib/adapters/ai/bedrock-model.ts';
import { dynamoAnswers } from '../lib/adapters/ai/dynamo-answers.ts';
import { dynamoBudgets } from '../lib/adapters/ai/dynamo-budgets.ts';
import { dynamoCalls } from '../lib/adapters/ai/dynamo-calls.ts';
import { dynamoCircuits } from '../lib/adapters/ai/dynamo-circuits.ts';
import { dynamoPaces } from '../lib/adapters/ai/dynamo-paces.ts';
import { askGateway } from '../lib/domain/ai/gateway/ask-gateway.ts';
import type { GatewayPorts } from '../lib/domain/ai/gateway/ports.ts';
import { titleStepsTask } from '../lib/domain/ai/gateway/tasks/title-steps.ts';
import { toldStep } from '../lib/domain/ai/gateway/tasks/told-step.ts';
import { scrubTexts } from '../lib/domain/redaction/scrub-text.ts';
import { bedrockPart } from '../local/bedrock/part.ts';
import { dataParts } from '../local/data/index.ts';
import { scriptedModels } from '../test/cloud/scripted-models.ts';
import { willingModel } from '../test/cloud/willing-model.ts';
import { draftStep } from '../test/fakes/guide-draft.ts';
import { startTables } from '../test/fakes/tables.ts';
import { type BenchResult, judged, percentile } from './result.ts';

const calls = 150;
/** What a guide that nobody has seen yet waits for better words, in milliseconds. */
const patience = 1_700;
const configured = {
  provider: 'bedrock',
  model: 'amazon.nova-micro-v1:0',
  region: 'eu-central-1',
  price: { input: 0.035, output: 0.14 },
} as const;

/** What the gateway adds to a call of a model that answers at once: circuit, allowance, record, scrubbing, checks. */
export async function benchGateway(): Promise<BenchResult[]> {
  const { tables, cloud } = await startTables({ Calls: { partition: 'pk', sort: 'sk' } }, (context) => [
    ...dataParts(context),
    bedrockPart(context),
  ]);
  const models = scriptedModels(join(cloud.directory, 'state'));
  try {
    await models.script([], willingModel);
    const model = bedrockModel(configured, new BedrockRuntimeClient(cloud.client));
    let bare = 0;
    const timed: GatewayPorts['models'][number] = {
      ...model,
      ask: async (request) => {
        const from = performance.now();
        const reply = await model.ask(request);
        bare = performance.now() - from;
        return reply;
      },
    };
    const ports = { ...gateway(tables.Calls), models: [timed] };
    const added: number[] = [];
    for (let call = 0; call < calls; call++) {
      const steps = Array.from({ length: 12 }, (_, at) => toldStep(draftStep(call * 12 + at)));
      const asker = { tenantId: 'tnt_1', guideId: `gde_${call}`, deadline: Date.now() + patience };
      const from = performance.now();
      const { provider } = await askGateway(ports, titleStepsTask, steps, asker);
      if (provider !== 'bedrock') throw new Error('the model was not asked');
      added.push(performance.now() - from - bare);
    }
    const peerName = 'what a guide waits';
    return [
      judged(
        {
          name: 'AI gateway, added to a call, p50',
          ours: percentile(added, 0.5),
          peer: patience,
          peerName,
          unit: 'ms',
        },
        { atMost: 0.05 },
      ),
    ];
  } finally {
    await models.stop();
    await cloud[Symbol.asyncDispose]();
  }
}

function gateway(table: Parameters<typeof dynamoCalls>[0]): Omit<GatewayPorts, 'models'> {
  return {
    circuits: dynamoCircuits(table),
    paces: dynamoPaces(table),
    answers: dynamoAnswers(table),
    budgets: dynamoBudgets(table),
    calls: dynamoCalls(table),
    planOf: async () => 'ENTERPRISE',
    takeCall: async () => true,
    scrub: scrubTexts,
    newFence: () => `=====${randomBytes(12).toString('hex')}=====`,
    newCallId: randomUUID,
    now: Date.now,
    pause: async () => {},
    signalAt: (moment) => AbortSignal.timeout(Math.max(0, moment - Date.now())),
    note: () => {},
  };
}
