import { createHash } from 'node:crypto';

const source = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but this very style and script, and pictures of the page's own: markup that slipped in would stay inert. */
export function contentPolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    "img-src 'self' data:",
    `style-src ${source(style)}`,
    `script-src ${script ? source(script) : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
