import { readPath } from '../step-functions/json-path.ts';
import type { BusEvent, Rule, TargetInput } from './rule.ts';

/** What a target gets of an event, as JSON text (or, from a template, as any text). */
export function targetInput(input: TargetInput, event: BusEvent, rule: Rule): string {
  switch (input.kind) {
    case 'whole':
      return JSON.stringify(event);
    case 'fixed':
      return input.text;
    case 'path':
      return JSON.stringify(readPath(input.path, event) ?? {});
    case 'template':
      return fillTemplate(input.template, variables(input.paths, event, rule));
  }
}

type Variables = ReadonlyMap<string, unknown>;

function variables(paths: Readonly<Record<string, string>>, event: BusEvent, rule: Rule): Variables {
  const values = new Map<string, unknown>(
    Object.entries(paths).map(([name, path]) => [name, readPath(path, event)]),
  );
  values.set('aws.events.rule-arn', rule.arn);
  values.set('aws.events.rule-name', rule.name);
  values.set('aws.events.event.ingestion-time', event.time);
  values.set('aws.events.event', event);
  values.set('aws.events.event.json', JSON.stringify(event));
  return values;
}

/**
 * `<name>` stands for a value: bare, it is put in as JSON; within a quoted string, as bare text.
 * What is not there becomes nothing within a string, and an empty string outside of one.
 */
function fillTemplate(template: string, values: Variables): string {
  let quoted = false;
  return template.replace(/\\.|"|<([\w.-]+)>/g, (part, name: string | undefined) => {
    if (part === '"') quoted = !quoted;
    if (name === undefined || !values.has(name)) return part;
    const value = values.get(name);
    if (!quoted) return JSON.stringify(value ?? '');
    const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}
