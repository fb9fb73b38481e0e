import { createHash } from 'node:crypto';
import type { Action } from '../../../contracts/identity/action.ts';
import type { Known } from './authenticate.ts';

/** An admission is the same for exactly this: one credential, one action, one thing. */
export interface Asked {
  readonly credential: string;
  readonly action: Action;
  readonly resourceId: string | undefined;
}

/** As long as an admission may be repeated without another look. What it rests on is at most 20 s old by then. */
const kept = 10_000;
const most = 5_000;

/** Admissions of the last seconds, as many as fit. Refusals are decided, and put on record, each time. */
export class AllowedRecently {
  readonly #allowed = new Map<string, { readonly known: Known; readonly until: number }>();

  find(asked: Asked, now: number): Known | undefined {
    const found = this.#allowed.get(keyOf(asked));
    return found && now < found.until ? found.known : undefined;
  }

  add(asked: Asked, known: Known, now: number): void {
    if (this.#allowed.size >= most) this.#allowed.clear();
    this.#allowed.set(keyOf(asked), { known, until: Math.min(now + kept, known.until) });
  }
}

/** A hash, so that no credential lies about in memory; as JSON, so that no two questions are spelt alike. */
function keyOf({ credential, action, resourceId }: Asked): string {
  return createHash('sha256')
    .update(JSON.stringify([credential, action, resourceId ?? null]))
    .digest('base64url');
}
