import type { Random } from './random.ts';
import { makeSeed, type Seed, seedNames } from './seeds.ts';

/** A page with seeds on it, each in an element `[data-seed]`; those drawn on a canvas are told by `window.drawn`. */
export interface SeededPage {
  readonly html: string;
  readonly seeds: readonly Seed[];
}

const fonts = [
  'Arial, Liberation Sans, sans-serif',
  'Verdana, DejaVu Sans, sans-serif',
  'Georgia, Liberation Serif, serif',
  'Courier New, Liberation Mono, monospace',
];
const themes = [
  { ground: '#ffffff', ink: '#212529', muted: '#6c757d', card: '#f8f9fa', accent: '#0d6efd', on: '#ffffff' },
  { ground: '#f4f6f9', ink: '#343a40', muted: '#868e96', card: '#ffffff', accent: '#198754', on: '#ffffff' },
  { ground: '#212529', ink: '#dee2e6', muted: '#adb5bd', card: '#343a40', accent: '#ffc107', on: '#212529' },
  { ground: '#0f172a', ink: '#e2e8f0', muted: '#94a3b8', card: '#1e293b', accent: '#7c3aed', on: '#f5f3ff' },
  { ground: '#fffbeb', ink: '#44403c', muted: '#78716c', card: '#fef3c7', accent: '#b91c1c', on: '#fff7ed' },
];
const filler = [
  'Orders of the last quarter are up to date',
  'Shipping takes three to five working days',
  'Show archived entries',
  'Sort by newest first',
  'The report was generated on Monday',
  'Save changes',
  'Warehouse 4',
  'Invoice 20931 of 12 items',
  'Version 4.18.2',
  'Status: active',
  'Total $1,284.50',
  'Assigned to the night shift',
];

type Shown = { readonly mark: (seed: Seed) => string; readonly from: Random; readonly take: () => Seed };

/** Ways in which pages show what they know. */
const layouts: Readonly<Record<string, (shown: Shown) => string>> = {
  table: ({ mark, from, take }) => {
    const columns = [take(), take()];
    const rows = [
      columns,
      ...Array.from({ length: 2 }, () => columns.map(({ kind }) => ofKind(kind, from, take))),
    ];
    return `<table><tr><th>Name</th>${columns.map(({ label }) => `<th>${label}</th>`).join('')}<th>Note</th></tr>${rows
      .map(
        (row) =>
          `<tr><td>${from.pick(filler).split(' ')[0]}</td>${row.map((seed) => `<td>${mark(seed)}</td>`).join('')}<td>${from.pick(filler)}</td></tr>`,
      )
      .join('')}</table>`;
  },
  details: ({ mark, take }) =>
    `<dl class="card">${[take(), take(), take()].map((seed) => `<dt>${seed.label}</dt><dd>${mark(seed)}</dd>`).join('')}</dl>`,
  above: ({ mark, take }) =>
    `<div class="card">${[take(), take()].map((seed) => `<div class="label">${seed.label}</div><div class="box">${mark(seed)}</div>`).join('')}</div>`,
  sentence: ({ mark, from, take }) => {
    const [one, other] = [take(), take()];
    return `<p>${from.pick(filler)}. ${one.label}: ${mark(one)}, ${from.pick(filler).toLowerCase()}. ${other.label} ${mark(other)} ${from.pick(filler).toLowerCase()}.</p>`;
  },
  log: ({ mark, from, take }) =>
    `<pre>${[take(), take()].map((seed) => `10:2${from.below(9)}:4${from.below(9)} INFO  ${seed.label.toLowerCase()}=${mark(seed)} ok`).join('\n')}</pre>`,
  badge: ({ mark, take }) =>
    [take(), take()].map((seed) => `<span class="badge">${seed.label} ${mark(seed)}</span>`).join(' '),
  button: ({ mark, take }) => {
    const seed = take();
    return `<button>${seed.label}: ${mark(seed)}</button>`;
  },
  headline: ({ mark, take }) => {
    const seed = take();
    return `<h1><small>${seed.label}</small> ${mark(seed)}</h1>`;
  },
  small: ({ mark, from, take }) => {
    const seed = take();
    return `<footer>${from.pick(filler)} · ${seed.label}: ${mark(seed)}</footer>`;
  },
  drawing: ({ mark, take }) => {
    const seed = take();
    return `<div><svg width="560" height="40"><rect width="560" height="40" fill="none"/><foreignObject width="560" height="40"><b>${seed.label} ${mark(seed)}</b></foreignObject></svg></div>`;
  },
  gradient: ({ mark, take }) => {
    const seed = take();
    return `<div class="gradient">${seed.label} ${mark(seed)}</div>`;
  },
};
export const layoutNames = Object.keys(layouts);

function ofKind(kind: string, from: Random, take: () => Seed): Seed {
  for (let tries = 0; tries < 400; tries += 1) {
    const seed = makeSeed(from.pick(seedNames), from);
    if (seed.kind === kind) return seed;
  }
  return take();
}

export function seededPage(from: Random): SeededPage {
  const seeds: Seed[] = [];
  const mark = (seed: Seed) => {
    seeds.push(seed);
    return `${seed.before ?? ''}<span data-seed="${seeds.length - 1}">${seed.text}</span>${seed.behind ?? ''}`;
  };
  const take = () => makeSeed(from.pick(seedNames), from);
  const theme = from.pick(themes);
  const size = from.pick([13, 14, 14, 15, 16, 16, 18]);
  const chosen = Array.from({ length: 3 }, () => from.pick(layoutNames));
  const parts = chosen.map(
    (name) => `<section><h3>${from.pick(filler)}</h3>${layouts[name]?.({ mark, from, take })}</section>`,
  );
  const html = `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; padding: 24px 32px; font: ${size}px/1.5 ${from.pick(fonts)}; background: ${theme.ground}; color: ${theme.ink} }
    section { margin-bottom: 22px } h3 { font-weight: 500; margin: 0 0 8px } p { max-width: 620px; margin: 0 }
    table { border-collapse: collapse } td, th { border: 1px solid ${theme.muted}55; padding: 7px 12px; text-align: left }
    .card { background: ${theme.card}; border: 1px solid ${theme.muted}44; border-radius: 8px; padding: 14px 18px; margin: 0; width: fit-content }
    dl { display: grid; grid-template-columns: auto auto; gap: 4px 24px } dd { margin: 0 } dt, .label { color: ${theme.muted} }
    .box { border: 1px solid ${theme.muted}; border-radius: 4px; padding: 6px 10px; margin: 2px 0 10px; min-width: 320px }
    .badge { background: ${theme.accent}; color: ${theme.on}; border-radius: 99px; padding: 3px 12px; font-size: 0.86em }
    button { font: inherit; background: ${theme.accent}; color: ${theme.on}; border: 0; border-radius: 6px; padding: 8px 16px }
    pre { background: #111827; color: #a7f3d0; padding: 12px; border-radius: 6px; font: 13px/1.5 Liberation Mono, monospace; width: fit-content; margin: 0 }
    h1 { margin: 0; font-size: 30px } h1 small { font-size: 16px; color: ${theme.muted} } footer { font-size: 11px; color: ${theme.muted} }
    .gradient { background: linear-gradient(90deg, ${theme.accent}, color-mix(in srgb, ${theme.accent} 65%, ${theme.on === '#212529' ? 'white' : 'black'})); color: ${theme.on}; padding: 12px 18px; width: fit-content }
    .hide [data-seed] { visibility: hidden }
  </style><body>${parts.join('')}</body>`;
  return { html, seeds };
}
