import { readFileSync } from 'node:fs';
import { generatedName } from '../../data/physical-name.ts';
import { allowProperties, section, textProperty } from '../../data/template-properties.ts';
import type { LocalContext, ResourceProvider, TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { requiredText, textEntries } from '../api-gateway/properties.ts';
import { parseDefinition } from './validate-definition.ts';

export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly createdAt: number;
}

export function stateMachineResources(
  context: LocalContext,
  machines: Map<string, StateMachine>,
): ResourceProvider {
  const nameOf = (resource: TemplateResource) =>
    textProperty(resource, 'StateMachineName') ?? generatedName(resource, 80);
  const arnOf = (name: string) => `arn:aws:states:${context.region}:${context.account}:stateMachine:${name}`;
  return {
    types: ['AWS::StepFunctions::StateMachine'],
    identify(resource) {
      const name = nameOf(resource);
      return { ref: arnOf(name), attributes: { Arn: arnOf(name), Name: name } };
    },
    async create(resource) {
      allowProperties(resource, [
        'StateMachineName',
        'StateMachineType',
        'DefinitionString',
        'DefinitionS3Location',
        'DefinitionSubstitutions',
        'RoleArn',
        // Logs, traces and the key of stored histories do not change what an execution does.
        'LoggingConfiguration',
        'TracingConfiguration',
        'EncryptionConfiguration',
      ]);
      const type = textProperty(resource, 'StateMachineType') ?? 'STANDARD';
      if (type !== 'STANDARD') throw new UnsupportedError(`StateMachineType ${type} of ${resource.id}`);
      const definition = substituted(definitionOf(context, resource), resource);
      parseDefinition(definition);
      const name = nameOf(resource);
      machines.set(arnOf(name), {
        arn: arnOf(name),
        name,
        definition,
        roleArn: requiredText(resource, 'RoleArn'),
        createdAt: Date.now() / 1000,
      });
    },
  };
}

function definitionOf(context: LocalContext, resource: TemplateResource): string {
  const inline = textProperty(resource, 'DefinitionString');
  if (inline !== undefined) return inline;
  const key = section(resource.properties, 'DefinitionS3Location').Key;
  if (typeof key !== 'string') throw new UnsupportedError(`${resource.id} without a definition`);
  return readFileSync(context.asset(key), 'utf8');
}

function substituted(definition: string, resource: TemplateResource): string {
  const values = textEntries(resource.properties.DefinitionSubstitutions);
  return definition.replace(/\$\{([A-Za-z0-9_-]+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new UnsupportedError(`the missing substitution ${name} of ${resource.id}`);
    return JSON.stringify(value).slice(1, -1);
  });
}
