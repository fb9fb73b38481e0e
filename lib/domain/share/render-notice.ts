import { contentPolicy } from './content-policy.ts';
import { Html, html } from './html.ts';

const style = `
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem; background: #faf9f7; color: #1d1b19; font: 1.125rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 34rem; text-align: center; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; margin: 0 0 .75rem; }
p { margin: 0; color: #615b54; }
@media (prefers-color-scheme: dark) { body { background: #151413; color: #f2efec; } p { color: #aaa39b; } }
`.trim();

/** A page that says, in place of a guide, why there is none. */
export function renderNotice(title: string, text: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(style, '')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`.markup;
}
