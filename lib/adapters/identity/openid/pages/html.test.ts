import { expect, test } from 'vitest';
import { html } from './html.ts';

test('what comes from outside stays text, within elements and within attributes', () => {
  const evil = `"><script>alert('x')</script>&`;
  expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
    '<p title="&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;">&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;</p>',
  );
});

test('HTML within HTML is not escaped again, and nothing is nothing', () => {
  const inner = html`<b>${'<'}</b>`;
  expect(html`${inner}|${[inner, inner]}|${undefined}|${0}`.text).toBe(
    '<b>&#60;</b>|<b>&#60;</b><b>&#60;</b>||0',
  );
});
