import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AwsError } from '../../service.ts';
import { refuseMembers } from '../wire/input.ts';
import type { Input } from '../wire/json-service.ts';

/**
 * dynalite without its HTTP server: the same validation and the same actions over its LevelDB store.
 * The server would parse, authenticate and serialize each request a second time.
 */
export interface Engine {
  run(operation: string, input: Input): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

interface Store {
  readonly tableDb: { awsAccountId: string; awsRegion: string };
  readonly db: { close(done: (error?: Error) => void): void };
}
interface Validation {
  readonly types: Record<string, unknown>;
  readonly custom?: unknown;
}
interface Validations {
  checkTypes(input: Input, types: Record<string, unknown>): Input;
  checkValidations(input: Input, types: Record<string, unknown>, custom: unknown, store: Store): void;
}
interface Action {
  run(store: Store, input: Input): Promise<Record<string, unknown>>;
  readonly validation: Validation;
}

const load = createRequire(import.meta.url);

export function openEngine(directory: string, account: string, region: string): Engine {
  mkdirSync(directory, { recursive: true });
  const store: Store = load('dynalite/db').create({
    path: directory,
    createTableMs: 0,
    updateTableMs: 0,
    deleteTableMs: 0,
  });
  store.tableDb.awsAccountId = account;
  store.tableDb.awsRegion = region;
  const validations: Validations = load('dynalite/validations');
  const actions = new Map<string, Action>();

  function actionOf(operation: string): Action {
    let action = actions.get(operation);
    if (!action) {
      const name = operation.charAt(0).toLowerCase() + operation.slice(1);
      const run = load(`dynalite/actions/${name}`);
      action = {
        validation: load(`dynalite/validations/${name}`),
        run: (where, input) =>
          new Promise((resolve, reject) =>
            run(where, input, (error: unknown, output: Record<string, unknown>) =>
              error ? reject(error) : resolve(output),
            ),
          ),
      };
      actions.set(operation, action);
    }
    return action;
  }

  return {
    async run(operation, input) {
      const { validation, run } = actionOf(operation);
      try {
        // dynalite drops the members that it does not know, so that they would be ignored silently.
        const unknown = Object.keys(input).filter((member) => !(member in validation.types));
        refuseMembers(input, operation, unknown);
        const checked = validations.checkTypes(structuredClone(input), validation.types);
        validations.checkValidations(checked, validation.types, validation.custom, store);
        return await run(store, checked);
      } catch (error) {
        throw asAwsError(error);
      }
    },
    close: () =>
      new Promise((resolve, reject) => store.db.close((error) => (error ? reject(error) : resolve()))),
  };
}

/** dynalite throws `{ statusCode, body: { __type, message | Message } }` for everything it refuses. */
function asAwsError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('body' in error)) return error;
  const { __type, message, Message, ...extra } = error.body as Record<string, unknown>;
  const status = 'statusCode' in error ? Number(error.statusCode) : 400;
  return new AwsError(
    String(__type).split('#').at(-1) ?? '',
    String(message ?? Message ?? ''),
    status,
    extra,
  );
}
