import { UnsupportedError } from '../../service.ts';
import { comparisonNames } from './choice.ts';
import type { MachineDefinition, ScopeDefinition } from './definition.ts';
import { parseIntrinsic } from './intrinsic-parser.ts';
import { parsePath } from './json-path.ts';
import { taskResource } from './task-resource.ts';

type Fields = Readonly<Record<string, unknown>>;

const common = ['Type', 'Comment', 'QueryLanguage'];
const flow = ['Next', 'End', 'InputPath', 'OutputPath'];
const result = ['Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch'];
const stateFields: Readonly<Record<string, readonly string[]>> = {
  Task: [
    ...flow,
    ...result,
    'Resource',
    'TimeoutSeconds',
    'TimeoutSecondsPath',
    // Only activities and callbacks send heartbeats, and neither is supported: nothing to act on.
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
  ],
  Pass: [...flow, 'Result', 'Parameters', 'ResultPath'],
  Wait: [...flow, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Choice: ['InputPath', 'OutputPath', 'Choices', 'Default'],
  Succeed: ['InputPath', 'OutputPath'],
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...flow, ...result, 'Branches'],
  Map: [
    ...flow,
    ...result,
    'ItemProcessor',
    'Iterator',
    'ItemsPath',
    'ItemSelector',
    'MaxConcurrency',
    'MaxConcurrencyPath',
  ],
};
const scopeFields = ['StartAt', 'States', 'Comment', 'QueryLanguage', 'ProcessorConfig'];
const retrierFields = [
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
];

/** Parses a state machine and refuses what would not be run as AWS runs it. */
export function parseDefinition(text: string): MachineDefinition {
  const definition: Fields = JSON.parse(text);
  checkMachine(definition);
  return definition;
}

function checkMachine(definition: Fields): asserts definition is Fields & MachineDefinition {
  checkScope(definition, 'the state machine', [...scopeFields, 'TimeoutSeconds', 'Version']);
}

function checkScope(scope: Fields, where: string, known: readonly string[]): void {
  checkFields(scope, known, where);
  const config = (scope.ProcessorConfig ?? {}) as Fields;
  if ((config.Mode ?? 'INLINE') !== 'INLINE') throw new UnsupportedError(`a distributed Map in ${where}`);
  const states = (scope.States ?? {}) as Readonly<Record<string, Fields>>;
  const mustExist = (name: unknown, from: string) => {
    if (typeof name !== 'string' || !Object.hasOwn(states, name)) {
      throw new UnsupportedError(`a transition to the missing state ${JSON.stringify(name)} in ${from}`);
    }
  };
  mustExist(scope.StartAt, where);
  for (const [name, state] of Object.entries(states)) checkState(state, `state ${name}`, mustExist);
}

function checkState(state: Fields, where: string, mustExist: (name: unknown, from: string) => void): void {
  const type = String(state.Type);
  const fields = stateFields[type];
  if (!fields) throw new UnsupportedError(`the state type ${type} of ${where}`);
  checkFields(state, [...common, ...fields], where);
  checkExpressions(state, where);
  if (state.Next !== undefined) mustExist(state.Next, where);
  if (fields.includes('Next') && (state.Next === undefined) === (state.End !== true)) {
    throw new UnsupportedError(`${where} with neither or both of Next and End`);
  }
  for (const retrier of asList(state.Retry)) {
    checkFields(retrier, retrierFields, `Retry of ${where}`);
    checkErrorNames(retrier, where);
  }
  for (const catcher of asList(state.Catch)) {
    checkFields(catcher, ['ErrorEquals', 'Next', 'ResultPath', 'Comment'], `Catch of ${where}`);
    checkErrorNames(catcher, where);
    mustExist(catcher.Next, where);
  }
  if (type === 'Task') taskResource(String(state.Resource));
  if (type === 'Choice') {
    if (state.Default !== undefined) mustExist(state.Default, where);
    for (const rule of asList(state.Choices)) {
      mustExist(rule.Next, where);
      checkRule(rule, where);
    }
  }
  for (const branch of asList(state.Branches)) checkScope(branch, where, scopeFields);
  if (type === 'Map') {
    checkScope((state.ItemProcessor ?? state.Iterator) as Fields, where, scopeFields);
  }
}

function checkRule(rule: Fields, where: string): void {
  for (const [name, value] of Object.entries(rule)) {
    if (name === 'And' || name === 'Or') for (const part of asList(value)) checkRule(part, where);
    else if (name === 'Not') checkRule(value as Fields, where);
    else if (!['Variable', 'Next', 'Comment'].includes(name) && !comparisonNames.has(name)) {
      throw new UnsupportedError(`the comparison ${name} in ${where}`);
    }
  }
}

function checkErrorNames(entry: Fields, where: string): void {
  const names = entry.ErrorEquals;
  if (!Array.isArray(names) || names.length === 0) throw new UnsupportedError(`${where} without ErrorEquals`);
  if (names.includes('States.ALL') && names.length > 1) {
    throw new UnsupportedError(`States.ALL beside other error names in ${where}`);
  }
}

function checkFields(fields: Fields, known: readonly string[], where: string): void {
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) throw new UnsupportedError(`the field ${name} in ${where}`);
  }
  if ((fields.QueryLanguage ?? 'JSONPath') !== 'JSONPath') throw new UnsupportedError(`JSONata in ${where}`);
}

/** Every path and intrinsic function is parsed once here, so that a faulty one does not wait for its first run. */
function checkExpressions(value: unknown, where: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    // Nested scopes are checked state by state; a Result is data.
    if (['States', 'Branches', 'ItemProcessor', 'Iterator', 'Result'].includes(name)) continue;
    const isPath = /^(?:Variable|.+Path)$/.test(name) && typeof item === 'string';
    if (isPath || name.endsWith('.$')) checkExpression(String(item), where);
    else checkExpressions(item, where);
  }
}

function checkExpression(text: string, where: string): void {
  try {
    if (text.startsWith('States.')) parseIntrinsic(text);
    else parsePath(text);
  } catch (error) {
    throw new UnsupportedError(
      `${text} in ${where}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function asList(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? (value as readonly Fields[]) : [];
}

/** The states that run once per item of a Map state. */
export function itemProcessor(state: {
  ItemProcessor?: ScopeDefinition;
  Iterator?: ScopeDefinition;
}): ScopeDefinition {
  const scope = state.ItemProcessor ?? state.Iterator;
  if (!scope) throw new UnsupportedError('a Map state without ItemProcessor');
  return scope;
}
