import type { Problem } from '../../lib/contracts/problem.ts';
import { waitWords } from '../ui/moment.ts';

export interface Refused {
  readonly status: number;
  readonly problem: Problem | undefined;
  /** Seconds, where the server said when to come back. */
  readonly retryAfter: number | undefined;
}

/** What to tell a person, by the stable name of the refusal; where nothing stands here, what the server said. */
const words: Readonly<Record<string, string>> = {
  unauthorized: 'You are not signed in any more. Sign in again.',
  forbidden: 'Your role does not allow this. Ask an admin or an owner of your company.',
  'not-found': 'It is not there, or not for you to see.',
  'rate-limited': 'Your company has sent too many requests for its plan.',
  'too-many-requests': 'That was tried too often.',
  unavailable: 'The server is busy.',
  internal: 'Something went wrong on our side.',
  'no-mail': 'This installation cannot send mail. Ask whoever runs it.',
  'weak-password': 'This password is easily guessed. Make it longer, or use less usual words.',
  'breached-password': 'This password is in a published list of stolen ones. Choose another.',
  'wrong-password': 'The present password is another one.',
  'unmatched-password':
    'This is not the password that was chosen with this registration. Is there a newer mail? Follow its link.',
  'stale-token': 'This link is used or too old. Ask for a new one.',
  'email-taken': 'This e-mail has an account already.',
  'unknown-region': 'There is no such region.',
  'last-owner': 'A company keeps at least one owner. Make somebody else an owner first.',
  'above-own-role': 'You cannot give or take a role above your own.',
  'already-member': 'Somebody with this e-mail is a member already.',
  'plan-limit': 'Your plan has no room for more.',
  'already-expired': 'The key would be expired already. Choose a later day.',
  'already-revoked': 'This key is revoked or has ended.',
  'already-rotated': 'This key was rotated already: its successor is in the list.',
  'scope-above-role': 'A key can do no more than you may yourself.',
  'version-changed': 'Somebody else changed the policies meanwhile. Nothing was saved.',
  'revision-changed': 'Somebody else changed the redaction policy meanwhile. Nothing was saved.',
  'invalid-rules': 'A rule has a mistake. Nothing was saved.',
  'locks-out-owner': 'With these policies no owner could change them back. Nothing was saved.',
  'invalid-policy': 'A policy has a mistake. Nothing was saved.',
  'usage-exceeds-plan': 'Your company uses more than that plan has.',
  'same-plan': 'Your company has that plan already.',
  'needs-operator': 'Upgrades are made by whoever runs this installation. Ask there.',
  'payment-refused': 'The payment was refused. Ask at your bank, or pay by another card.',
  'no-model': 'There is no language model here that could better the titles.',
  'not-published': 'The guide is not published yet.',
  'not-blocked': 'The guide does not wait for that any more. Load the page again.',
  'retitled-too-often': 'Better titles of this version were asked for too often.',
  'nothing-new': 'Everything is exported already.',
  'unknown-member': 'Somebody in the list is no member any more. Open it again.',
};

/** `https://guidewright.dev/problems/<name>` → `<name>`. */
export function reasonOf(problem: Problem | undefined): string | undefined {
  return problem?.type.split('/').at(-1);
}

export function refusalWords({ status, problem, retryAfter }: Refused): string {
  const said =
    whyForbidden(problem) ??
    words[reasonOf(problem) ?? ''] ??
    problem?.detail ??
    problem?.title ??
    byStatus(status);
  if (retryAfter === undefined) return said;
  return `${said} Try again ${waitWords(retryAfter)}.`;
}

const roleWords = { viewer: 'a viewer', editor: 'an editor', admin: 'an admin', owner: 'an owner' } as const;

/** What it would take, where the server says it. */
function whyForbidden(problem: Problem | undefined): string | undefined {
  if (reasonOf(problem) !== 'forbidden' || !problem?.detail) return undefined;
  const { requiredRole, detail } = problem;
  return requiredRole ? `This takes ${roleWords[requiredRole]} of your company. Ask one.` : detail;
}

function byStatus(status: number): string {
  if (status === 403) return words.forbidden ?? '';
  if (status === 429) return 'Too many requests.';
  return `The server answered ${status}.`;
}
