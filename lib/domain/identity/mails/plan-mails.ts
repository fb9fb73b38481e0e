import { type Plan, planWords } from '../../../contracts/metering/plan.ts';
import { type MailText, mailText } from './mail-text.ts';
import { inOneLine } from './registration.ts';

interface OfPlan {
  readonly company: string;
  readonly plan: Plan;
}

const see = (edgeUrl: string) => ({ label: 'See plan and usage', url: `${edgeUrl}/settings/plan` });

/** @param edgeUrl without a slash at its end. */
export function planChanged(
  edgeUrl: string,
  { because, company, plan }: OfPlan & { readonly because?: 'not-paid' | undefined },
): MailText {
  const now = `${inOneLine(company)} is on the plan ${planWords[plan]} now. Its limits are in force already.`;
  const unpaid = 'The plan before it is not paid for any more. Nothing that you have is taken away.';
  return mailText({
    subject: `Your plan is ${planWords[plan]}`,
    paragraphs: because ? [now, unpaid] : [now],
    action: see(edgeUrl),
    notes: ['It was not meant? An owner changes the plan at any time.'],
  });
}

/** @param edgeUrl without a slash at its end. */
export function paymentFailed(
  edgeUrl: string,
  { company, plan, until }: OfPlan & { readonly until: string },
) {
  return mailText({
    subject: 'A payment for your plan failed',
    paragraphs: [
      `The last payment for the plan ${planWords[plan]} of ${inOneLine(company)} could not be collected.`,
      `The plan stays as it is until ${dayOf(until)}. If nothing is paid by then, the smallest plan is in force from that day on. Nothing that you have is taken away.`,
    ],
    action: { ...see(edgeUrl), label: 'See what is owed, and pay' },
    notes: ['It is paid meanwhile? Then there is nothing to do.'],
  });
}

/** @param edgeUrl without a slash at its end. */
export function paymentMade(edgeUrl: string, { company, plan }: OfPlan): MailText {
  return mailText({
    subject: 'Your plan is paid',
    paragraphs: [
      `What was owed for the plan ${planWords[plan]} of ${inOneLine(company)} is paid. All is well.`,
    ],
    action: see(edgeUrl),
    notes: [],
  });
}

const days = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
const dayOf = (iso: string) => days.format(new Date(iso));
