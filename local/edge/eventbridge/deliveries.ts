import type { DatabaseSync } from 'node:sqlite';
import { openStateFile } from '../../data/state-file.ts';
import type { LocalContext } from '../../service.ts';
import type { Rule, Target } from './rule.ts';
import { bury, send } from './send.ts';

interface Delivery {
  readonly id: number;
  readonly ruleArn: string;
  readonly targetId: string;
  readonly input: string;
  readonly attempts: number;
  readonly acceptedAt: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL, target TEXT NOT NULL, input TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, accepted REAL NOT NULL
  )`;

/** Faults of the caller's own: another attempt would fail the same way, so none is made. */
const permanent =
  /AccessDenied|NotFound|DoesNotExist|NonExistent|ValidationException|InvalidParameter|Unsupported/;
const firstPause = 1000;
const longestPause = 60_000;

/** Deliveries wait in a file until their target took them: at least once, also across a crash. */
export class Deliveries {
  readonly #context: LocalContext;
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #database: DatabaseSync;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #underWay = new Set<Promise<void>>();
  #running = false;

  constructor(context: LocalContext, rules: ReadonlyMap<string, Rule>, path: string) {
    this.#context = context;
    this.#rules = rules;
    this.#database = openStateFile(path, schema);
  }

  add(rule: Rule, target: Target, input: string): void {
    const acceptedAt = Date.now();
    const { lastInsertRowid } = this.#database
      .prepare('INSERT INTO delivery (rule, target, input, accepted) VALUES (?, ?, ?, ?)')
      .run(rule.arn, target.id, input, acceptedAt);
    const id = Number(lastInsertRowid);
    if (this.#running)
      this.#begin({ id, ruleArn: rule.arn, targetId: target.id, input, attempts: 0, acceptedAt });
  }

  /** Takes up what was left over when the machine went down. */
  run(): void {
    this.#running = true;
    for (const row of this.#database.prepare('SELECT * FROM delivery ORDER BY id').all()) {
      this.#begin({
        id: Number(row.id),
        ruleArn: String(row.rule),
        targetId: String(row.target),
        input: String(row.input),
        attempts: Number(row.attempts),
        acceptedAt: Number(row.accepted),
      });
    }
  }

  /** Ends what is under way; what comes in from now on is stored and waits for the next start. */
  async quiesce(): Promise<void> {
    this.#running = false;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#underWay);
  }

  close(): void {
    this.#database.close();
  }

  #begin(delivery: Delivery): void {
    const work = this.#attempt(delivery)
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.#context.log({ level: 'error', part: 'eventbridge', message });
      })
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const rule = this.#rules.get(delivery.ruleArn);
    const target = rule?.targets.find(({ id }) => id === delivery.targetId);
    // The rule may have left the template since the event was accepted.
    if (!rule || !target) return this.#forget(delivery);
    const failure = await send(this.#context, rule, target, delivery.input);
    if (failure === undefined) return this.#forget(delivery);
    const attempts = delivery.attempts + 1;
    const age = (Date.now() - delivery.acceptedAt) / 1000;
    const exhausted = attempts > target.maximumRetryAttempts || age > target.maximumAgeSeconds;
    if (!exhausted && !permanent.test(failure)) return this.#retryLater({ ...delivery, attempts });
    this.#context.log({
      level: 'warn',
      part: 'eventbridge',
      message: 'an event could not be delivered',
      detail: { rule: rule.name, target: target.id, failure, attempts },
    });
    await bury(this.#context, rule, target, delivery.input, failure, delivery.attempts);
    this.#forget(delivery);
  }

  #retryLater(delivery: Delivery): void {
    this.#database
      .prepare('UPDATE delivery SET attempts = ? WHERE id = ?')
      .run(delivery.attempts, delivery.id);
    if (!this.#running) return;
    const pause =
      Math.min(firstPause * 2 ** (delivery.attempts - 1), longestPause) * (0.5 + Math.random() / 2);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#begin(delivery);
    }, pause);
    this.#timers.add(timer);
  }

  #forget({ id }: Delivery): void {
    this.#database.prepare('DELETE FROM delivery WHERE id = ?').run(id);
  }
}
