import { html } from './html.ts';
import type { Page } from './page.ts';

/** Asks, because anybody's page could have sent the browser here. */
export function signOutPage(action: string, secret: string): Page {
  return {
    title: 'Sign out?',
    body: html`<h1>Sign out of Guidewright?</h1>
<p class="dimmed">Recorders that you connected stay connected.</p>
<form method="post" action="${action}">
<input type="hidden" name="xsrf" value="${secret}">
<button type="submit" name="logout" value="yes">Sign out</button>
</form>`,
  };
}

export function signedOutPage(edgeUrl: string): Page {
  return {
    title: 'Signed out',
    body: html`<h1>You are signed out</h1>
<p><a href="${edgeUrl}/">Sign in again</a></p>`,
  };
}

export interface FailurePageProps {
  readonly edgeUrl: string;
  readonly heading: string;
  readonly text: string;
}

export function failurePage({ edgeUrl, heading, text }: FailurePageProps): Page {
  return {
    title: heading,
    body: html`<h1>${heading}</h1>
<p>${text}</p>
<p><a href="${edgeUrl}/">Go to Guidewright</a></p>`,
  };
}
