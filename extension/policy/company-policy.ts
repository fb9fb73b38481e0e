import {
  type HiddenKind,
  type HiddenPart,
  type RedactionPolicy,
  redactionPolicy,
  standardRules,
} from '../../lib/contracts/redaction/policy.ts';
import { type Hider, hiderOf } from '../../lib/domain/redaction/hiding/hider.ts';
import { type CompiledPolicy, compilePolicy } from '../../lib/domain/redaction/policy/compile-policy.ts';
import { re2Engine } from '../../lib/domain/redaction/policy/re2-engine.ts';
import type { SensitiveText } from '../messages.ts';
import type { GivenValue } from '../transport/given-values.ts';
import type { Server } from '../transport/server.ts';
import type { Store } from '../transport/store.ts';
import { hostOf } from '../worker/page-address.ts';
import { findInTexts } from './find-in-texts.ts';

/** The company's redaction policy as far as it is known here. */
export interface CompanyPolicy {
  readonly rules: CompiledPolicy['rules'];
  /** Hides by the rules of now; what these hid once is known from then on, wherever a page says it. */
  readonly hider: Hider;
  /** Another one after each change. */
  readonly version: string;
  /** Whether the company lets the page at that address be recorded. */
  mayRecord(address: string | undefined): boolean;
  /** What is sensitive in each text of a page of that host. */
  findIn(texts: readonly SensitiveText[], host: string): Promise<HiddenPart[][]>;
  /** A recording begins or goes on: what was given in it is known, and nothing else. */
  begin(given: readonly GivenValue[]): void;
  /** Asks the server; where it cannot be asked, what was known last goes on holding. */
  refresh(): Promise<void>;
  /** Does the work of the first use ahead of it, which takes some 45 ms. */
  warmUp(): void;
}

export interface CompanyPolicyPorts {
  readonly store: Pick<Store, 'get' | 'put'>;
  readonly server: Pick<Server, 'read'>;
  /** Keeps with the recording what was given in it. */
  readonly keep: (given: readonly GivenValue[]) => void;
  readonly onChange: () => void;
}

/** As many as are known at a time. */
const mostGiven = 200;

/** What nobody has said otherwise about. */
const standard: RedactionPolicy = { ...standardRules, revision: 0 };

/** Begins with what was known last of the company that is signed in to; with the standard rules where nothing was. */
export async function openCompanyPolicy(ports: CompanyPolicyPorts): Promise<CompanyPolicy> {
  const { store, server, keep, onChange } = ports;
  let policy = standard;
  let compiled = compilePolicy(policy, re2Engine);
  let asking: Promise<void> | undefined;
  let given: readonly GivenValue[] = [];
  /** How often something became known, or was forgotten. */
  let learned = 0;
  const learn = (value: string, kind: HiddenKind): void => {
    // What the rules find by itself they find in pages as well.
    if (isWhole(compiled.find(value), value)) return;
    given = [...given, { value, kind }].slice(-mostGiven);
    learned += 1;
    keep(given);
    onChange();
  };
  const knowing = (known: readonly GivenValue[]): Hider =>
    hiderOf((text, around) => compiled.find(text, around), { known, learn });
  let hider = knowing([]);

  const take = (next: RedactionPolicy): void => {
    compiled = compilePolicy(next, re2Engine);
    policy = next;
    // By the rules until now; these may spare them.
    if (given.length > 0) keep([]);
    know([]);
  };
  const know = (values: readonly GivenValue[]): void => {
    given = values;
    learned += 1;
    hider = knowing(values);
  };
  const holder = async (): Promise<string | undefined> => {
    const account = await store.get('account', 'account');
    return account && `${account.server} ${account.user.id}`;
  };
  const ask = async (): Promise<void> => {
    const of = await holder();
    if (of === undefined) return;
    const stored = await store.get('policy', 'policy');
    const tag = stored?.of === of ? `"${stored.policy.revision}"` : undefined;
    const read = await server.read('/v1/redaction-policy', tag);
    if (read === undefined) return;
    const answer = redactionPolicy.parse(read);
    take(answer);
    await store.put('policy', { of, policy: answer }, 'policy');
    onChange();
  };

  const [last, of] = await Promise.all([store.get('policy', 'policy'), holder()]);
  // Without anybody signed in, what is still recorded is of the company that was signed in to last.
  if (last && (of === undefined || last.of === of)) take(last.policy);

  return {
    get rules() {
      return policy;
    },
    get version() {
      return `${policy.revision} ${policy.updatedAt ?? ''} ${learned}`;
    },
    get hider() {
      return hider;
    },
    begin: know,
    mayRecord: (address) => compiled.mayRecord(hostOf(address)),
    findIn: (texts, host) => findInTexts({ hider, rules: policy, judge: compiled.judge }, texts, host),
    refresh() {
      asking ??= ask()
        .catch(() => undefined)
        .finally(() => {
          asking = undefined;
        });
      return asking;
    },
    warmUp: () => void compiled.find('Ask Jo Smith, +44 20 7946 0958, jo@example.com', { label: 'Customer' }),
  };
}

const isWhole = (parts: readonly HiddenPart[], { length }: string): boolean =>
  parts.some(({ start, end }) => start === 0 && end === length);
