import { planNames, planWords } from '../../lib/contracts/metering/plan.ts';
import { escapeHtml } from '../../local/escape-html.ts';

/** What a payment provider's page comes down to: what is bought, and two buttons. */
export function checkoutPage(plan: string): string {
  const known = planNames.find((one) => one === plan);
  const name = escapeHtml(known ? planWords[known] : plan);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pay for ${name}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 32rem; padding: 2rem 1rem; background: #faf9f7; color: #1d1b19; font: 1rem/1.6 system-ui, sans-serif; }
form { display: flex; gap: 1rem; }
button { font: inherit; padding: .5rem 1.5rem; border: 1px solid #0b6e6b; border-radius: .4rem; background: none; color: inherit; }
button[value="pay"] { background: #0b6e6b; color: #fff; }
@media (prefers-color-scheme: dark) { body { background: #151413; color: #f2efec; } button { border-color: #7abcb9; } }
</style>
</head>
<body><main>
<h1>Pay for ${name}</h1>
<p>This page stands in for a payment provider’s, on this machine alone. No money moves.</p>
<form method="post"><button name="choice" value="pay">Pay</button><button name="choice" value="cancel">Cancel</button></form>
</main></body>
</html>
`;
}

export const overPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Over</title><p>This payment is made or given up already.</p></html>
`;
