/** Style of published pages. No address in it: the page asks nobody else for anything. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #faf9f7; --surface: #fff; --sunken: #f1efec; --ink: #1d1b19; --muted: #615b54;
  --line: #e4e0db; --accent: #be123c; --accent-soft: #fdf0f2; --done: #15803d; --shadow: 0 1px 2px #1d1b190f, 0 6px 20px #1d1b190d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #151413; --surface: #1e1c1b; --sunken: #282523; --ink: #f2efec; --muted: #aaa39b;
    --line: #37332f; --accent: #fb7e93; --accent-soft: #33191f; --done: #5fd08a; --shadow: 0 1px 2px #0006;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; }
a { color: var(--accent); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
.skip { position: absolute; left: 1rem; top: -5rem; background: var(--surface); padding: .6rem 1rem; border-radius: 8px; z-index: 3; }
.skip:focus { top: 1rem; }
.frame { display: grid; grid-template-columns: 17rem minmax(0, 51rem); gap: 4rem; justify-content: center; padding: 4rem 2rem 6rem; }
header { grid-column: 2; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.2vw, 2.5rem); line-height: 1.15; letter-spacing: -.022em; margin: 0 0 .75rem; text-wrap: balance; overflow-wrap: anywhere; }
.lead { font-size: 1.175rem; color: var(--muted); margin: 0 0 1rem; max-width: 62ch; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: 0; padding: 0; list-style: none; color: var(--muted); font-size: .95rem; overflow-wrap: anywhere; }
.missing { margin: 1.75rem 0 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-left: 4px solid #b45309; border-radius: 10px; background: var(--surface); font-size: .95rem; }
.missing p { margin: 0 0 .25rem; font-weight: 600; } .missing ul { margin: 0; padding-left: 1.2rem; }
.toc { grid-column: 1; grid-row: 1 / span 2; }
.toc details { position: sticky; top: 2rem; max-height: calc(100vh - 4rem); overflow: auto; font-size: .92rem; line-height: 1.4; overscroll-behavior: contain; }
.toc summary { display: flex; justify-content: space-between; gap: 1rem; padding: 0 .75rem .6rem; font-weight: 600; list-style: none; }
.toc summary::-webkit-details-marker { display: none; }
.toc output { color: var(--muted); font-weight: 400; font-variant-numeric: tabular-nums; }
.toc progress { display: block; appearance: none; width: calc(100% - 1.5rem); height: 4px; margin: 0 .75rem .9rem; border: 0; border-radius: 2px; overflow: hidden; background: var(--line); }
.toc progress::-webkit-progress-bar { background: var(--line); }
.toc progress::-webkit-progress-value { background: var(--done); transition: width .3s; }
.toc progress::-moz-progress-bar { background: var(--done); }
.toc ol { margin: 0; padding: 0; list-style: none; counter-reset: toc; }
.toc a { display: grid; grid-template-columns: 1.6rem 1fr; padding: .35rem .75rem; border-radius: 8px; color: var(--muted); text-decoration: none; overflow-wrap: anywhere; }
.toc a::before { counter-increment: toc; content: counter(toc); font-variant-numeric: tabular-nums; opacity: .75; }
.toc a:hover { background: var(--sunken); color: var(--ink); }
.toc a[aria-current] { background: var(--accent-soft); color: var(--ink); font-weight: 500; }
.toc .done a::before { content: "✓"; color: var(--done); opacity: 1; font-weight: 700; }
.none { margin: 0; padding: 2rem 1.25rem; border: 1px dashed var(--line); border-radius: 12px; color: var(--muted); text-align: center; }
main { grid-column: 2; }
.steps { margin: 0; padding: 0; list-style: none; display: grid; gap: 3.5rem; }
.step { display: grid; grid-template-columns: 2.75rem minmax(0, 1fr); column-gap: 1rem; align-items: start; }
.number { width: 2.5rem; height: 2.5rem; margin-top: -.1rem; display: grid; place-items: center; border-radius: 50%; background: var(--accent-soft); color: var(--accent); font-weight: 650; font-variant-numeric: tabular-nums; }
.step:has(input:checked) .number { background: var(--done); color: var(--page); }
.step :is(h2, h3) { margin: .15rem 0 0; font-size: 1.25rem; font-weight: 450; line-height: 1.4; letter-spacing: -.008em; overflow-wrap: anywhere; }
.step :is(h2, h3) strong { font-weight: 680; }
.part + .part { margin-top: 3.5rem; }
.part > h2 { margin: 0 0 1.75rem; padding-bottom: .5rem; border-bottom: 1px solid var(--line); font-size: 1.4rem; font-weight: 650; letter-spacing: -.015em; overflow-wrap: anywhere; }
.toc .part { margin: .9rem .75rem .25rem; font-weight: 600; color: var(--ink); overflow-wrap: anywhere; }
.body { grid-column: 2; min-width: 0; }
.at, .varies { margin: .3rem 0 0; font-size: .95rem; color: var(--muted); overflow-wrap: anywhere; }
.note { margin: .8rem 0 0; padding: .75rem 1rem; border-radius: 10px; background: var(--sunken); white-space: pre-line; overflow-wrap: anywhere; }
figure { margin: 1rem 0 0; }
.shot { display: block; overflow: hidden; border: 1px solid var(--line); border-radius: 12px; background: var(--sunken); box-shadow: var(--shadow); transition: border-color .15s; }
a.shot { cursor: zoom-in; }
a.shot:hover { border-color: var(--muted); }
.shot img { display: block; width: 100%; height: auto; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; margin-top: .75rem; font-size: .92rem; color: var(--muted); }
.tools label { display: inline-flex; align-items: center; gap: .5rem; cursor: pointer; padding: .2rem 0; }
.tools input { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--done); }
button { font: inherit; color: inherit; background: none; border: 0; padding: .2rem .1rem; cursor: pointer; text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: .25em; }
button:hover { color: var(--ink); text-decoration-color: currentColor; }
footer { grid-column: 2; color: var(--muted); font-size: .9rem; border-top: 1px solid var(--line); padding-top: 1.25rem; }
dialog { max-width: none; max-height: none; width: 100vw; height: 100vh; margin: 0; padding: 3.75rem 1.5rem 1.5rem; border: 0; background: #0f0e0df2; color: #f5f3f0; }
dialog[open] { display: grid; place-items: center; }
dialog .large { position: relative; line-height: 0; }
dialog img { max-width: 100%; max-height: calc(100vh - 5.25rem); width: auto; height: auto; border-radius: 8px; }
dialog svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
dialog rect { fill: none; vector-effect: non-scaling-stroke; }
dialog rect:first-child { stroke: #fff; stroke-width: 7px; } dialog rect:last-child { stroke: #e11d48; stroke-width: 4px; }
.bar { position: absolute; inset: 0 0 auto; display: flex; justify-content: space-between; gap: 1rem; padding: .9rem 1.5rem; }
.bar p { margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar button { text-decoration: none; padding: 0 .6rem; } .bar button:hover { color: #fff; }
.bar :focus-visible { outline-color: #fff; }
@media (max-width: 68rem) {
  html { scroll-padding-top: 4.5rem; }
  .frame { grid-template-columns: minmax(0, 51rem); gap: 2rem; padding: 2rem 1.25rem 4rem; }
  header, main, footer { grid-column: 1; }
  .toc { grid-column: 1; grid-row: auto; position: sticky; top: 0; z-index: 2; margin: 0 -1.25rem; background: var(--page); border-bottom: 1px solid var(--line); }
  .toc details { position: static; max-height: 70vh; padding: .8rem .5rem .3rem; }
  .toc summary { cursor: pointer; } .toc summary span::after { content: " ▾"; color: var(--muted); }
  .toc details:not([open]) progress { margin-bottom: .4rem; }
}
@media (max-width: 36rem) {
  .step { grid-template-columns: 2.2rem minmax(0, 1fr); column-gap: .75rem; }
  .number { width: 2rem; height: 2rem; margin-top: .1rem; font-size: .9rem; }
  .step figure, .step .note { margin-left: -2.95rem; }
  .steps { gap: 2.75rem; } .shot { border-radius: 8px; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } * { transition: none !important; } }
@media print {
  :root { --page: #fff; --surface: #fff; --sunken: #f4f4f4; --ink: #000; --muted: #444; --line: #bbb; --accent: #000; --accent-soft: #eee; --shadow: none; }
  @page { margin: 16mm 15mm; }
  body { font-size: 10.5pt; }
  .toc, .skip, .tools, dialog, footer { display: none !important; }
  .frame { display: block; padding: 0; } header { margin-bottom: 8mm; }
  .steps { display: block; } .step { break-inside: avoid; margin-bottom: 8mm; }
  h2, h3 { break-after: avoid; } .shot img { width: auto; max-width: 100%; max-height: 105mm; margin: 0 auto; }
  .at a::after { content: " <" attr(href) ">"; }
}
`.trim();
