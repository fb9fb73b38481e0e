import { Html, html } from './html.ts';
import { style } from './style.ts';

export interface Page {
  readonly title: string;
  readonly body: Html;
}

/** The whole document. The heading is the page's to give. */
export function renderPage({ title, body }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} · Guidewright</title>
<link rel="icon" href="/icon.svg">
<style>${new Html(style)}</style>
</head>
<body><main>
<img src="/icon.svg" alt="">
${body}
</main></body>
</html>
`.text;
}

export function alert(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<p class="alert" role="alert">${text}</p>`;
}

/** A form of hidden fields, with one button that sends it. */
export function hiddenForm(action: string, fields: Readonly<Record<string, string>>, button: Html): Html {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${action}">${inputs}${button}</form>`;
}
