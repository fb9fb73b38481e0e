import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import aslValidator from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { restAfterFailure } from '../../lib/adapters/media/textract-reader.ts';
import { ofType, synthesized } from './product.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = globSync('state-machines/*.asl.json', { cwd: root });
const functionFiles = globSync('functions/*/*.ts', { cwd: root });

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Resource?: string;
  readonly Retry?: {
    readonly ErrorEquals: string[];
    readonly MaxAttempts: number;
    readonly IntervalSeconds?: number;
    readonly BackoffRate?: number;
  }[];
  readonly Catch?: { readonly ErrorEquals: string[]; readonly Next: string }[];
  readonly ItemProcessor?: { readonly States: Record<string, State> };
}

const definition = (file: string) => JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
const kebab = (name: string) => name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();

/** Every state, those within a Map too. */
function statesOf(states: Record<string, State>): [name: string, state: State][] {
  return Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...statesOf(state.ItemProcessor?.States ?? {}),
  ]);
}

describe.each(files)('%s', (file) => {
  const machine = definition(file);
  const states = statesOf(machine.States);
  const calls = states.filter(([, { Resource }]) => Resource?.endsWith('FunctionArn}'));

  test('is valid', () => {
    const substituted = readFileSync(`${root}/${file}`, 'utf8').replace(
      /\$\{(\w+)FunctionArn\}/g,
      'arn:aws:lambda:us-east-1:111111111111:function:$1',
    );
    const { isValid, errorsText } = aslValidator(JSON.parse(substituted));
    expect(isValid, errorsText('\n')).toBe(true);
  });

  test('names each state after the function file that it calls', () => {
    expect(calls.length).toBeGreaterThan(0);
    for (const [name, { Resource }] of calls) {
      expect(Resource).toBe(`\${${name}FunctionArn}`);
      expect(functionFiles.filter((path) => path.endsWith(`/${kebab(name)}.ts`))).toHaveLength(1);
    }
  });

  test('retries transient errors five times and lack of resources twice, and never a permanent one', () => {
    for (const [name, { Retry = [] }] of calls) {
      const attempts = (error: string) =>
        Retry.find(({ ErrorEquals }) => ErrorEquals.includes(error))?.MaxAttempts;
      expect([name, attempts('TransientFault'), attempts('Lambda.TooManyRequestsException')]).toEqual([
        name,
        5,
        5,
      ]);
      expect([
        name,
        attempts('ResourceFault'),
        attempts('Sandbox.Timedout'),
        attempts('Runtime.ExitError'),
      ]).toEqual([name, 2, 2, 2]);
      for (const error of ['PermanentFault', 'States.ALL', 'States.TaskFailed']) {
        expect(attempts(error)).toBeUndefined();
      }
    }
  });
});

describe('publish-guide', () => {
  const machine = definition('state-machines/publish-guide.asl.json');
  const states = new Map(statesOf(machine.States));

  test('catches only what still gives a guide: late batches and a bad picture', () => {
    const caught = [...states].flatMap(([name, { Catch = [] }]) =>
      Catch.map(({ ErrorEquals, Next }) => [name, ErrorEquals.join(), Next]),
    );
    expect(caught).toEqual([
      ['AwaitDrain', 'RecordingNotDrained', 'AssembleGuide'],
      ['ProcessScreenshot', 'ReaderUnavailable,ReaderBusy', 'GiveUpWaiting'],
      ['ProcessScreenshot', 'PermanentFault', 'ReadReason'],
      ['ProcessScreenshot', 'States.ALL', 'DropScreenshot'],
    ]);
  });

  test('asks a reader of pictures again once it has rested, and does without after half a minute', () => {
    const [retry] =
      states
        .get('ProcessScreenshot')
        ?.Retry?.filter(({ ErrorEquals }) => ErrorEquals.includes('ReaderUnavailable')) ?? [];
    const { IntervalSeconds = 0, MaxAttempts = 0, BackoffRate } = retry ?? {};
    expect(IntervalSeconds * 1_000).toBeGreaterThan(restAfterFailure);
    expect([BackoffRate, MaxAttempts * IntervalSeconds <= 30]).toEqual([1, true]);
    expect(states.get('GiveUpWaiting')).toMatchObject({
      Parameters: { isLastTry: true },
      Next: 'ProcessScreenshot',
    });
  });

  test('has no Fail state, which a redrive would only fail in again', () => {
    expect([...states.values()].map(({ Type }) => Type)).not.toContain('Fail');
  });

  test('gets every placeholder filled by the template', () => {
    const machines = ofType(synthesized(), 'AWS::StepFunctions::StateMachine');
    expect(machines).toHaveLength(files.length);
    for (const { properties } of machines) {
      const { DefinitionString, DefinitionSubstitutions } = properties as {
        DefinitionString: string;
        DefinitionSubstitutions: Record<string, string>;
      };
      const wanted = [...DefinitionString.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
      expect([...new Set(wanted)].sort()).toEqual(Object.keys(DefinitionSubstitutions).sort());
    }
  });
});

describe('retitle-guide', () => {
  const machine = definition('state-machines/retitle-guide.asl.json');
  const states = new Map(statesOf(machine.States));

  test('keeps the titles where no model answers or another version has come, and tries the models thrice more', () => {
    const caught = [...states].flatMap(([name, { Catch = [] }]) =>
      Catch.map(({ ErrorEquals, Next }) => [name, ErrorEquals.join(), Next]),
    );
    expect(caught).toEqual([
      ['TitleSteps', 'ModelsUnavailable', 'KeepTitles'],
      ['SaveVersion', 'VersionSuperseded', 'KeepTitles'],
    ]);
    const attempts = states
      .get('TitleSteps')
      ?.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes('ModelsUnavailable'))?.MaxAttempts;
    expect(attempts).toBe(3);
    expect(states.get('KeepTitles')?.Type).toBe('Succeed');
  });

  test('only publishes what is saved already', () => {
    expect(machine.StartAt).toBe('CheckIfSaved');
    expect(states.get('CheckIfSaved')).toEqual({
      Type: 'Choice',
      Choices: [{ Variable: '$.saved', IsPresent: true, Next: 'PublishGuide' }],
      Default: 'ReopenVersion',
    });
  });

  test('saves, publishes and announces as the guide workflow does', () => {
    const shared = new Map(statesOf(definition('state-machines/publish-guide.asl.json').States));
    expect(states.get('PublishGuide')).toEqual(shared.get('PublishGuide'));
    // The screenshots are long gone.
    const { Next, ...announced } = shared.get('AnnounceGuide') ?? {};
    expect([Next, states.get('AnnounceGuide')]).toEqual(['DeleteOriginals', { ...announced, End: true }]);
  });
});
