import { readFile } from 'node:fs/promises';
import { SyncRedactor } from 'redact-pii';
import { findEntities } from '../lib/domain/redaction/find-entities.ts';
import { scrub } from '../lib/domain/redaction/scrub-text.ts';
import { fieldTimesInChromium } from './field-time-in-chromium.ts';
import { type BenchResult, judged, percentile } from './result.ts';

interface Case {
  readonly text: string;
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}

/** What `redact-pii` says that it knows, under our names. */
const shared = new Set([
  'card',
  'email',
  'phone',
  'us-ssn',
  'ip-address',
  'person-name',
  'postal-address',
  'url-credentials',
]);
const rounds = 30;

/**
 * What is hidden of the shipped sets, and hidden without need, beside `redact-pii` with its own defaults; and the time
 * that a field takes.
 */
export async function benchPii(): Promise<BenchResult[]> {
  const everyday = await cases('everyday');
  const lookAlikes = await cases('look-alikes');
  const redactor = new SyncRedactor();
  const ours = (text: string) => scrub(text).text;
  const theirs = (text: string) => redactor.redact(text);
  const known = everyday.map((one) => ({ ...one, spans: one.spans.filter(({ type }) => shared.has(type)) }));
  const peerName = 'redact-pii';
  const texts = [...everyday, ...lookAlikes].map(({ text }) => text);
  return [
    judged(
      {
        name: 'PII of kinds both know, hidden',
        ours: hidden(known, ours),
        peer: hidden(known, theirs),
        peerName,
        unit: '%',
      },
      { atLeast: 1 },
    ),
    judged(
      {
        name: 'PII of all kinds, hidden',
        ours: hidden(everyday, ours),
        peer: hidden(everyday, theirs),
        peerName,
        unit: '%',
      },
      { atLeast: 1 },
    ),
    judged(
      {
        name: 'look-alikes changed',
        ours: changed(lookAlikes, ours),
        peer: changed(lookAlikes, theirs),
        peerName,
        unit: '%',
      },
      { atMost: 0.1 },
    ),
    judged(
      { name: 'PII, p95 of a field', ours: fieldTime(texts), peer: 1_000, peerName: 'budget', unit: 'µs' },
      { atMost: 1 },
    ),
    judged(
      {
        name: 'PII, p95 of a field in the extension',
        ours: p95OfMedians(await fieldTimesInChromium(texts)),
        peer: 1_000,
        peerName: 'budget',
        unit: 'µs',
      },
      { atMost: 1 },
    ),
  ];
}

async function cases(name: string): Promise<Case[]> {
  return JSON.parse(await readFile(`test/fixtures/pii/${name}.json`, 'utf8')) as Case[];
}

/** Percent of the spans of which nothing is left as it was. */
function hidden(set: readonly Case[], hide: (text: string) => string): number {
  let gone = 0;
  let all = 0;
  for (const { text, spans } of set) {
    const left = hide(text);
    all += spans.length;
    gone += spans.filter(({ start, end }) => !left.includes(text.slice(start, end))).length;
  }
  return (gone / all) * 100;
}

function changed(set: readonly Case[], hide: (text: string) => string): number {
  return (set.filter(({ text }) => hide(text) !== text).length / set.length) * 100;
}

/** Each field's median over the rounds; of those the 95th percentile, in µs. */
function fieldTime(texts: readonly string[]): number {
  const times = texts.map((): number[] => []);
  for (let round = -5; round < rounds; round += 1)
    texts.forEach((text, place) => {
      const from = performance.now();
      findEntities(text);
      if (round >= 0) times[place]?.push((performance.now() - from) * 1_000);
    });
  return p95OfMedians(times);
}

const p95OfMedians = (times: readonly (readonly number[])[]): number =>
  percentile(
    times.map((samples) => percentile(samples, 0.5)),
    0.95,
  );
