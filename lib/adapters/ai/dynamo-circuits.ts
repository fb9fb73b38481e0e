import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Admission,
  type CallOutcome,
  type CircuitChange,
  type CircuitState,
  type Circuits,
  circuitSettings,
  mustOpen,
  standing,
  windowOf,
} from '../../domain/ai/gateway/circuit.ts';
import type { Table } from '../../runtime/document-client.ts';
import { circuitKey, circuitState, writeCircuit } from './circuit-item.ts';

/**
 * `CIRCUIT#<provider>#<model>`: generation, stretch (the window that is counted), calls, failures, and while it is open
 * `openUntil`, `probeUntil` and `probe`. Each change is one write, under the condition that the circuit is still of the
 * generation that it is about.
 */
export function dynamoCircuits(table: Table): Circuits {
  return {
    admit: async (model, now) => {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: circuitKey(model), ConsistentRead: true }),
      );
      const state = circuitState(Item);
      switch (standing(state, now)) {
        case 'closed':
          return { kind: 'closed', generation: state.generation };
        case 'open':
          return { kind: 'open' };
        case 'half-open':
          return takeProbe(table, model, state, now);
      }
    },
    report: async (model, admission, outcome, now) => {
      if (admission.kind === 'open') return undefined;
      if (admission.kind === 'probe') return endProbe(table, model, admission, outcome, now);
      return outcome === 'unknown' ? undefined : count(table, model, admission, outcome, now);
    },
  };
}

/** One worker gets it; to the others the circuit stays open. */
async function takeProbe(
  table: Table,
  model: string,
  { generation }: CircuitState,
  now: number,
): Promise<Admission> {
  const probe = randomUUID();
  const taken = await writeCircuit(table, model, {
    set: 'SET probe = :probe, probeUntil = :until',
    if: 'generation = :generation AND openUntil <= :now AND (attribute_not_exists(probeUntil) OR probeUntil <= :now)',
    values: {
      ':probe': probe,
      ':until': now + circuitSettings.probe,
      ':generation': generation,
      ':now': now,
    },
  });
  return taken ? { kind: 'probe', generation, probe } : { kind: 'open' };
}

const probeEnds: Readonly<Record<CallOutcome, string>> = {
  answered: 'SET generation = :next, calls = :none, failures = :none REMOVE openUntil, probe, probeUntil',
  failed: 'SET generation = :next, openUntil = :later REMOVE probe, probeUntil',
  unknown: 'REMOVE probe, probeUntil',
};

/** A probe that took too long has been given up: another one may be out by now, and decides. */
async function endProbe(
  table: Table,
  model: string,
  { generation, probe }: Extract<Admission, { kind: 'probe' }>,
  outcome: CallOutcome,
  now: number,
): Promise<CircuitChange> {
  const ended = await writeCircuit(table, model, {
    set: probeEnds[outcome],
    if: 'generation = :generation AND probe = :probe',
    values: {
      ':generation': generation,
      ':probe': probe,
      ...(outcome === 'unknown' ? {} : { ':next': generation + 1 }),
      ...(outcome === 'answered' ? { ':none': 0 } : {}),
      ...(outcome === 'failed' ? { ':later': now + circuitSettings.rest } : {}),
    },
  });
  return ended && outcome === 'answered' ? 'closed' : undefined;
}

/** Counts a call in the present window, which it begins where it is the first, and opens the circuit where it must. */
async function count(
  table: Table,
  model: string,
  { generation }: Admission & { kind: 'closed' },
  outcome: CallOutcome,
  now: number,
): Promise<CircuitChange> {
  const values = { ':generation': generation, ':stretch': windowOf(now), ':one': 1 };
  const failures = { ':failed': outcome === 'failed' ? 1 : 0 };
  const further = {
    set: 'ADD calls :one, failures :failed',
    if: 'generation = :generation AND stretch = :stretch',
    values: { ...values, ...failures },
  };
  const first = {
    set: 'SET generation = :generation, stretch = :stretch, calls = :one, failures = :failed',
    if: 'attribute_not_exists(generation) OR (generation = :generation AND stretch < :stretch)',
    values: { ...values, ...failures },
  };
  const state =
    (await writeCircuit(table, model, further)) ??
    (await writeCircuit(table, model, first)) ??
    // Somebody else has begun the window meanwhile.
    (await writeCircuit(table, model, further));
  if (!state || outcome !== 'failed' || !mustOpen(state)) return undefined;
  const opened = await writeCircuit(table, model, {
    set: 'SET generation = :next, openUntil = :later, calls = :none, failures = :none',
    if: 'generation = :generation AND attribute_not_exists(openUntil)',
    values: {
      ':generation': generation,
      ':next': generation + 1,
      ':none': 0,
      ':later': now + circuitSettings.rest,
    },
  });
  return opened ? 'opened' : undefined;
}
