import type { DatabaseSync } from 'node:sqlite';

export type Checkpoint =
  | { readonly done: true; readonly output: unknown }
  | { readonly done: false; readonly state: string; readonly input: unknown; readonly enteredAt: number };

/**
 * How far each scope of an execution has come. The root scope is `''`; an iteration of a Map state or
 * a branch of a Parallel state is `<scope>/<state>[<index>]`. A crash or a redrive starts from here.
 */
export interface Checkpoints {
  read(scope: string): Checkpoint | undefined;
  enter(scope: string, state: string, input: unknown, enteredAt: number): void;
  finish(scope: string, output: unknown): void;
  /** Forgets every scope below a state that was left. */
  forget(scope: string, state: string): void;
}

export const checkpointSchema = `
  CREATE TABLE IF NOT EXISTS checkpoint (
    execution TEXT NOT NULL, scope TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (execution, scope)
  ) WITHOUT ROWID`;

export function storedCheckpoints(database: DatabaseSync, execution: string): Checkpoints {
  const select = database.prepare('SELECT body FROM checkpoint WHERE execution = ? AND scope = ?');
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO checkpoint (execution, scope, body) VALUES (?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM checkpoint WHERE execution = ? AND substr(scope, 1, ?) = ?');
  const write = (scope: string, checkpoint: Checkpoint) =>
    upsert.run(execution, scope, JSON.stringify(checkpoint));
  return {
    read(scope) {
      const row = select.get(execution, scope);
      return row && (JSON.parse(String(row.body)) as Checkpoint);
    },
    enter: (scope, state, input, enteredAt) => void write(scope, { done: false, state, input, enteredAt }),
    finish: (scope, output) => void write(scope, { done: true, output }),
    forget(scope, state) {
      const prefix = `${scope}/${state}[`;
      remove.run(execution, prefix.length, prefix);
    },
  };
}
