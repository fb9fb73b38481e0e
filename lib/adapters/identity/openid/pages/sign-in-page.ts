import { type Html, html } from './html.ts';
import { alert, type Page } from './page.ts';

export interface SignInPageProps {
  readonly action: string;
  readonly edgeUrl: string;
  /** The sign-in is for a recorder that asked by its code. */
  readonly forDevice: boolean;
  readonly email?: string | undefined;
  readonly problem?: string | undefined;
  /** What may help somebody is said to everybody: nobody is told whether there is such an account. */
  readonly confirmFirst?: boolean;
}

export function signInPage({
  action,
  edgeUrl,
  forDevice,
  email,
  problem,
  confirmFirst,
}: SignInPageProps): Page {
  const purpose = forDevice
    ? 'Then you will be asked whether the recorder may sign in as you.'
    : 'Your team’s guides, and the recordings that are running.';
  return {
    title: 'Sign in',
    body: html`<h1>Sign in to Guidewright</h1>
<p class="dimmed">${purpose}</p>
${alert(problem)}
${confirmFirst ? confirmHelp(edgeUrl) : undefined}
<form method="post" action="${action}">
<label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="username" maxlength="254" required autofocus value="${email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required>
<button type="submit">Sign in</button>
</form>
<nav class="links" aria-label="Other ways"><a href="${edgeUrl}/sign-up">Create an account</a><a href="${edgeUrl}/forgot-password">Forgot your password?</a></nav>`,
  };
}

function confirmHelp(edgeUrl: string): Html {
  return html`<p class="dimmed">Not confirmed your e-mail yet? Open the link in the mail that we sent you, or <a href="${edgeUrl}/sign-up">sign up again</a>.</p>`;
}
