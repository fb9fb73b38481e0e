import { html } from './html.ts';
import { alert, hiddenForm, type Page } from './page.ts';

export interface CodePageProps {
  readonly action: string;
  readonly secret: string;
  /** The code that the address brought, or that was just tried. */
  readonly code?: string | undefined;
  readonly problem?: string | undefined;
}

/** Asks for the code, or whether the one in the address is what the recorder shows. */
export function codePage({ action, secret, code, problem }: CodePageProps): Page {
  return {
    title: 'Connect a recorder',
    body: html`<h1>Connect a recorder</h1>
<p class="dimmed">${
      code && !problem
        ? 'Go on only if your recorder shows this very code.'
        : 'Type the code that your recorder shows.'
    }</p>
${alert(problem)}
<form method="post" action="${action}">
<input type="hidden" name="xsrf" value="${secret}">
<input type="hidden" name="confirm" value="yes">
<label for="code">Code</label>
<input id="code" class="code" name="user_code" value="${code}" maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus>
<button type="submit">Continue</button>
</form>`,
  };
}

export interface ApprovalPageProps {
  readonly action: string;
  /** Who would be signed in. */
  readonly email: string;
  readonly client: string;
  readonly device: string;
  readonly address: string;
  /** When it asked. */
  readonly at: Date;
  readonly code: string;
}

export function approvalPage(props: ApprovalPageProps): Page {
  const { action, email, client, device, address, at, code } = props;
  return {
    title: 'Let a recorder sign in?',
    body: html`<h1>Let this recorder sign in as you?</h1>
<p class="dimmed">It will record and make guides as ${email}. If you did not just ask for this, or the code is another one, say no.</p>
<p class="shown" aria-label="Code ${code}">${code}</p>
<dl>
<dt>Application</dt><dd>${client}</dd>
<dt>Device</dt><dd>${device}</dd>
<dt>Address</dt><dd>${address}</dd>
<dt>Asked</dt><dd><time datetime="${at.toISOString()}">${momentOf(at)}</time></dd>
</dl>
<form method="post" action="${action}">
<button type="submit" name="answer" value="approve">Let it sign in</button>
<button type="submit" name="answer" value="deny" class="plain">No, refuse</button>
</form>`,
  };
}

export const devicePages = {
  approved: {
    title: 'Recorder connected',
    body: html`<h1>The recorder is signed in</h1>
<p>You can close this page and go on in the recorder.</p>`,
  },
} satisfies Record<string, Page>;

/** Shown where the library would send a form by script. */
export function continuePage(action: string, fields: Readonly<Record<string, string>>): Page {
  return {
    title: 'Continue',
    body: html`<h1>One more step</h1>
<p>Somebody else was signed in with this browser. Continue to end that.</p>
${hiddenForm(action, fields, html`<button type="submit">Continue</button>`)}`,
  };
}

function momentOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ', ')} UTC`;
}
