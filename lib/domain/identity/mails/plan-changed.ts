import type { Plan } from '../../../contracts/metering/plan.ts';
import { type MailText, mailText } from './mail-text.ts';
import { inOneLine } from './registration.ts';

/** @param edgeUrl without a slash at its end. */
export function planChanged(
  edgeUrl: string,
  { company, plan }: { readonly company: string; readonly plan: Plan },
): MailText {
  return mailText({
    subject: `Your plan is ${plan}`,
    paragraphs: [`${inOneLine(company)} is on the plan ${plan} now. Its limits are in force already.`],
    action: { label: 'See plan and usage', url: `${edgeUrl}/settings/plan` },
    notes: ['It was not meant? An owner changes the plan at any time.'],
  });
}
