import { generatedName } from '../../data/physical-name.ts';
import { allowProperties, section, sections, textProperty } from '../../data/template-properties.ts';
import type { LocalContext, PhysicalResource, ResourceProvider, TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { textEntries } from '../api-gateway/properties.ts';
import { compilePattern } from './pattern.ts';
import type { Rule, Target, TargetInput } from './rule.ts';
import { scheduleOf } from './schedule.ts';

export const defaultBus = 'default';

export function eventBridgeResources(
  { region, account }: LocalContext,
  buses: Set<string>,
  rules: Map<string, Rule>,
): ResourceProvider {
  const arn = (rest: string) => `arn:aws:events:${region}:${account}:${rest}`;

  function identify(resource: TemplateResource): PhysicalResource {
    const name = nameOf(resource);
    switch (resource.type) {
      case 'AWS::Events::EventBus':
        return { ref: name, attributes: { Name: name, Arn: arn(`event-bus/${name}`) } };
      case 'AWS::Events::Archive':
        return { ref: name, attributes: { ArchiveName: name, Arn: arn(`archive/${name}`) } };
      case 'AWS::Events::EventBusPolicy':
        return { ref: name, attributes: {} };
      default: {
        const ruleArn = arn(`rule/${path(busOf(resource), name)}`);
        return { ref: path(busOf(resource), name), attributes: { Arn: ruleArn } };
      }
    }
  }

  return {
    types: [
      'AWS::Events::EventBus',
      'AWS::Events::Rule',
      'AWS::Events::Archive',
      'AWS::Events::EventBusPolicy',
    ],
    identify,
    async create(resource) {
      switch (resource.type) {
        case 'AWS::Events::EventBus':
          allowProperties(resource, ['Name', 'DeadLetterConfig', 'KmsKeyIdentifier', 'LogConfig']);
          buses.add(nameOf(resource));
          return;
        case 'AWS::Events::Rule': {
          const rule = parseRule(resource, nameOf(resource), identify(resource).attributes.Arn ?? '');
          rules.set(rule.arn, rule);
          return;
        }
        // An archive only serves replays, which nothing here can ask for; the bus has one account's callers.
        default:
          return;
      }
    },
  };
}

function parseRule(resource: TemplateResource, name: string, arn: string): Rule {
  allowProperties(resource, [
    'Name',
    'EventBusName',
    'EventPattern',
    'ScheduleExpression',
    'State',
    'Targets',
    'RoleArn',
  ]);
  const pattern = resource.properties.EventPattern;
  const schedule = textProperty(resource, 'ScheduleExpression');
  // Parsed here too, so that a faulty expression is refused when the rule is created.
  if (schedule !== undefined) scheduleOf(schedule);
  return {
    name,
    arn,
    bus: busOf(resource),
    enabled: (textProperty(resource, 'State') ?? 'ENABLED') !== 'DISABLED',
    matches: pattern === undefined ? undefined : compilePattern(pattern),
    schedule,
    targets: sections(resource.properties, 'Targets').map((target) => parseTarget(target, resource)),
  };
}

const targetProperties = [
  'Arn',
  'Id',
  'RoleArn',
  'Input',
  'InputPath',
  'InputTransformer',
  'SqsParameters',
  'RetryPolicy',
  'DeadLetterConfig',
];

function parseTarget(target: Record<string, unknown>, { id }: TemplateResource): Target {
  const unknown = Object.keys(target).find((name) => !targetProperties.includes(name));
  if (unknown) throw new UnsupportedError(`the target property ${unknown} of ${id}`);
  const arn = String(target.Arn);
  if (!/^arn:aws[a-z-]*:(?:lambda|sqs|states):/.test(arn))
    throw new UnsupportedError(`the target ${arn} of ${id}`);
  const retry = section(target, 'RetryPolicy');
  const deadLetter = section(target, 'DeadLetterConfig').Arn;
  const group = section(target, 'SqsParameters').MessageGroupId;
  return {
    id: String(target.Id),
    arn,
    roleArn: target.RoleArn === undefined ? undefined : String(target.RoleArn),
    input: parseInput(target),
    messageGroupId: group === undefined ? undefined : String(group),
    maximumRetryAttempts: Number(retry.MaximumRetryAttempts ?? 185),
    maximumAgeSeconds: Number(retry.MaximumEventAgeInSeconds ?? 24 * 60 * 60),
    deadLetterArn: deadLetter === undefined ? undefined : String(deadLetter),
  };
}

function parseInput(target: Record<string, unknown>): TargetInput {
  if (target.Input !== undefined) return { kind: 'fixed', text: String(target.Input) };
  if (target.InputPath !== undefined) return { kind: 'path', path: String(target.InputPath) };
  const transformer = section(target, 'InputTransformer');
  if (transformer.InputTemplate === undefined) return { kind: 'whole' };
  return {
    kind: 'template',
    paths: textEntries(transformer.InputPathsMap),
    template: String(transformer.InputTemplate),
  };
}

function nameOf(resource: TemplateResource): string {
  const property = resource.type === 'AWS::Events::Archive' ? 'ArchiveName' : 'Name';
  return textProperty(resource, property) ?? generatedName(resource, 64);
}

/** A bus is given by its name or its ARN. */
function busOf(resource: TemplateResource): string {
  return busName(textProperty(resource, 'EventBusName') ?? defaultBus);
}

export function busName(nameOrArn: string): string {
  return nameOrArn.split('event-bus/').at(-1) ?? nameOrArn;
}

function path(bus: string, rule: string): string {
  return bus === defaultBus ? rule : `${bus}/${rule}`;
}
