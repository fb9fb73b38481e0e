import { escapeHtml } from '../../local/escape-html.ts';

const style = `
:root{color-scheme:light;--ink:#1c2430;--soft:#5b6675;--line:#e3e7ee;--accent:#0f6b4f;--paper:#fbfaf7}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,"Liberation Sans",sans-serif;color:var(--ink);background:var(--paper)}
header{display:flex;align-items:center;gap:24px;padding:16px 40px;background:#fff;border-bottom:1px solid var(--line)}
.brand{font-weight:700;font-size:20px;color:var(--accent);text-decoration:none}
nav{display:flex;gap:18px;margin-right:auto}nav a{color:var(--soft);text-decoration:none}nav a[aria-current]{color:var(--ink);font-weight:600}
main{max-width:1040px;margin:0 auto;padding:32px 24px 80px}h1{font-size:32px;margin:0 0 20px}
.tools{display:flex;gap:12px;align-items:end;margin-bottom:24px}label{display:block;font-size:14px;color:var(--soft)}
input,select,textarea{font:inherit;padding:9px 12px;border:1px solid #c7cfdb;border-radius:8px;background:#fff;color:var(--ink);min-width:0}
button,.button{font:inherit;font-weight:600;padding:10px 18px;border:0;border-radius:8px;background:var(--accent);color:#fff;cursor:pointer;text-decoration:none}
button.quiet{background:#eef1f5;color:var(--ink)}button.icon{padding:8px 11px;background:#eef1f5;color:var(--ink)}
.grid{display:grid;grid-template-columns:repeat(3,1fr);gap:20px;list-style:none;padding:0;margin:0}
.card{background:#fff;border:1px solid var(--line);border-radius:14px;overflow:hidden}.card div{padding:14px 16px 18px}
.card h2{font-size:18px;margin:0}.card a{color:inherit;text-decoration:none}.price{color:var(--soft);margin:2px 0 0}
.picture{display:block;width:100%;height:150px}.split{display:grid;grid-template-columns:1fr 1fr;gap:40px;align-items:start}
table{width:100%;border-collapse:collapse;background:#fff;border:1px solid var(--line);border-radius:14px}
th,td{text-align:left;padding:12px 16px;border-bottom:1px solid var(--line)}
form.checkout{display:grid;grid-template-columns:1fr 1fr;gap:16px 20px;background:#fff;padding:24px;border:1px solid var(--line);border-radius:14px}
form.checkout input,form.checkout select{width:100%}.wide{grid-column:1/-1}.row{display:flex;gap:10px;align-items:center}
.notice{padding:16px 20px;border-radius:12px;background:#e4f3ec;border:1px solid #b9dfcd}
dialog{border:0;border-radius:14px;padding:24px 28px;box-shadow:0 20px 60px #0004}dialog::backdrop{background:#1c243088}
`;

/** A drawn product picture: two hues and a cup. */
export const picture = ([from, to]: readonly [number, number], name: string): string =>
  `<svg class="picture" viewBox="0 0 320 150" preserveAspectRatio="xMidYMid slice" role="img" aria-label="${escapeHtml(name)}"><defs><linearGradient id="g${from}" x2="1" y2="1"><stop stop-color="hsl(${from} 55% 82%)"/><stop offset="1" stop-color="hsl(${to} 50% 62%)"/></linearGradient></defs><rect width="320" height="150" fill="url(#g${from})"/><path d="M120 55h70v28a28 28 0 0 1-28 28h-14a28 28 0 0 1-28-28zM190 63h14a13 13 0 0 1 0 26h-15" fill="#fff8" stroke="#fff" stroke-width="5"/></svg>`;

export function layout(options: {
  title: string;
  section: string;
  cartCount: number;
  body: string;
  script?: string;
}): string {
  const link = (href: string, text: string) =>
    `<a href="${href}"${options.section === text ? ' aria-current="page"' : ''}>${text}</a>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(options.title)} · Corner Coffee</title><link rel="icon" href="data:,"><style>${style}</style></head><body>
<header><a class="brand" href="/">Corner Coffee</a><nav aria-label="Main">${link('/', 'Shop')}${link('/orders', 'Orders')}</nav><a class="button" href="/cart">Cart (${options.cartCount})</a></header>
<main>${options.body}</main>${options.script ? `<script>${options.script}</script>` : ''}</body></html>`;
}
