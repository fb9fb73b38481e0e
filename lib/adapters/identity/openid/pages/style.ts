import { createHash } from 'node:crypto';

/** The colours and shapes of the web application, `web/ui/theme.ts`. */
export const style = `
:root { color-scheme: light dark; --ground: #f8f9fa; --card: #fff; --text: #1c2426; --dimmed: #495057; --line: #ced4da; --control-line: #868e96; --field: #fff; --accent: #0b6e6b; --accent-strong: #005f5c; --link: #0b6e6b; --wrong: #a61e1e; --wrong-ground: #fff0f0; --well: #eef4f4; }
@media (prefers-color-scheme: dark) { :root { --ground: #1a1b1e; --card: #242526; --text: #e9ecef; --dimmed: #c9c9c9; --line: #55595e; --control-line: #828282; --field: #2e2e2e; --link: #7abcb9; --accent-strong: #19827e; --wrong: #ffb3b3; --wrong-ground: #3d2020; --well: #1c2b2b; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--text); font: 1rem/1.55 Inter, system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
main { width: 100%; max-width: 25rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 1rem; box-shadow: 0 1px 3px rgb(0 0 0 / 8%), 0 8px 24px rgb(0 0 0 / 5%); }
@media (max-width: 30rem) { main { padding: 1.5rem 1.25rem; } }
img { display: block; width: 40px; height: 40px; margin-bottom: 1rem; }
h1 { margin: 0 0 .25rem; font-size: 1.625rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
p { margin: 0 0 1rem; }
.dimmed { color: var(--dimmed); font-size: .9375rem; }
label { display: block; margin-bottom: .25rem; font-size: .9375rem; font-weight: 500; }
input { width: 100%; height: 2.75rem; margin-bottom: 1rem; padding: 0 .75rem; border: 1px solid var(--control-line); border-radius: .5rem; background: var(--field); color: inherit; font: inherit; }
input.code { text-transform: uppercase; letter-spacing: .15em; font-family: ui-monospace, Menlo, Consolas, monospace; }
button { width: 100%; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid transparent; border-radius: .5rem; background: var(--accent); color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button:hover { background: var(--accent-strong); }
button.plain { margin-top: .75rem; background: transparent; border-color: var(--line); color: var(--text); }
button.plain:hover { background: var(--well); }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.links { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between; margin: 1.25rem 0 0; font-size: .9375rem; }
.alert { margin: 0 0 1rem; padding: .75rem 1rem; border-radius: .5rem; background: var(--wrong-ground); color: var(--wrong); }
.shown { margin: 0 0 1rem; padding: .75rem 1rem; border-radius: .5rem; background: var(--well); text-align: center; font: 600 1.5rem/1.3 ui-monospace, Menlo, Consolas, monospace; letter-spacing: .12em; }
dl { margin: 0 0 1.25rem; display: grid; grid-template-columns: auto 1fr; gap: .375rem 1rem; font-size: .9375rem; }
dt { color: var(--dimmed); }
dd { margin: 0; overflow-wrap: anywhere; }
`;

/** Nothing but that style, our own pictures, and forms that come back here. No script at all. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
