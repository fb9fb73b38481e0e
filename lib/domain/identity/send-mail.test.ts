import { expect, test } from 'vitest';
import type { MailRequest } from '../../contracts/identity/mail.ts';
import type { Account } from './accounts.ts';
import type { MailText } from './mails/mail-text.ts';
import { type SendMailPorts, sendMail } from './send-mail.ts';

function mailPorts(...known: string[]) {
  const mails: (MailText & { to: string })[] = [];
  const marks = new Set<string>();
  const logged: unknown[] = [];
  const ports: SendMailPorts = {
    accounts: {
      findByEmail: async (email) => (known.includes(email) ? ({ email } as Account) : undefined),
    },
    mail: { send: async (to, text) => void mails.push({ to, ...text }) },
    sent: { has: async (id) => marks.has(id), mark: async (id) => void marks.add(id) },
    edgeUrl: 'https://guides.example',
    report: { info: (...entry) => void logged.push(entry) },
  };
  return { ports, mails, logged };
}

const to = 'ada@example.com';
const requests: Record<MailRequest['kind'], MailRequest> = {
  registration: { id: '1', to, kind: 'registration', token: 'tok-1', name: 'Ada', company: 'Acme' },
  'password-reset': { id: '2', to, kind: 'password-reset', token: 'tok-2' },
  invitation: {
    ...{ id: '3', to, kind: 'invitation', token: 'tnt_1.inv_1.tok-3' },
    ...{ company: 'Acme', invitedBy: 'Bob', role: 'editor' },
  },
  'plan-changed': { id: '4', to, kind: 'plan-changed', company: 'Acme', plan: 'PROFESSIONAL' },
  'payment-failed': {
    ...{ id: '5', to, kind: 'payment-failed', company: 'Acme', plan: 'PROFESSIONAL' },
    until: '2026-03-15T12:00:00.000Z',
  },
  'payment-made': { id: '6', to, kind: 'payment-made', company: 'Acme', plan: 'PROFESSIONAL' },
};

test.each([
  ['registration', 'https://guides.example/verify?token=tok-1'],
  ['invitation', 'https://guides.example/accept-invitation?token=tnt_1.inv_1.tok-3'],
  ['plan-changed', 'https://guides.example/settings/plan'],
  ['payment-failed', 'https://guides.example/settings/plan'],
  ['payment-made', 'https://guides.example/settings/plan'],
] as const)('a mail of the kind %s has its link in text and HTML', async (kind, link) => {
  const { ports, mails } = mailPorts();
  await sendMail(ports, requests[kind]);
  expect(mails).toEqual([
    expect.objectContaining({
      to,
      text: expect.stringContaining(link),
      html: expect.stringContaining(`href="${link}`),
    }),
  ]);
});

test('whoever owes something is told until when the plan stays; who lost a plan, that nothing is taken away', async () => {
  const { ports, mails } = mailPorts();
  await sendMail(ports, requests['payment-failed']);
  expect(mails[0]?.text).toContain('the plan Professional of Acme');
  expect(mails[0]?.text).toContain('until March 15, 2026');
  await sendMail(ports, { ...requests['plan-changed'], because: 'not-paid' } as MailRequest);
  expect(mails[1]?.subject).toBe('Your plan is Professional');
  expect(mails[1]?.text).toMatch(/not paid for any more. Nothing that you have is taken away/);
});

test('a reset is mailed to whoever has an account, and nothing to anybody else', async () => {
  const known = mailPorts(to);
  await sendMail(known.ports, requests['password-reset']);
  expect(known.mails[0]?.text).toContain('https://guides.example/reset-password?token=tok-2');
  const unknown = mailPorts();
  await sendMail(unknown.ports, requests['password-reset']);
  expect(unknown.mails).toEqual([]);
});

test('somebody who has an account is told so, offered to sign in or reset, and gets no token', async () => {
  const { ports, mails } = mailPorts(to);
  await sendMail(ports, requests.registration);
  await sendMail(ports, requests.invitation);
  expect(mails[0]?.text).toMatch(/account already[\s\S]*https:\/\/guides\.example\/\n[\s\S]*forgot-password/);
  expect(JSON.stringify(mails)).not.toMatch(/tok-1|tok-3/);
});

test('a mail that is delivered twice is sent once; one that could not be sent is sent the next time', async () => {
  const { ports, mails } = mailPorts();
  const failing = {
    ...ports,
    mail: {
      send: async () => {
        throw new Error('throttled');
      },
    },
  };
  await expect(sendMail(failing, requests.registration)).rejects.toThrow('throttled');
  await sendMail(ports, requests.registration);
  await sendMail(ports, requests.registration);
  expect(mails).toHaveLength(1);
});

test('the log has neither addresses nor names nor tokens', async () => {
  const { ports, logged } = mailPorts();
  for (const request of Object.values(requests)) await sendMail(ports, request);
  expect(logged).toHaveLength(6);
  expect(JSON.stringify(logged)).not.toMatch(/ada|acme|bob|tok-|example/i);
});

test('what strangers wrote stays one line of text without a link, and is not HTML', async () => {
  const { ports, mails } = mailPorts();
  const company =
    'Acme</h1><script>alert(1)</script>\r\nBcc: x@evil.example https://evil.example/now www.evil.example';
  await sendMail(ports, {
    ...requests.registration,
    kind: 'registration',
    token: 't',
    name: 'x'.repeat(200),
    company,
  });
  const [mail] = mails;
  expect(mail?.text).not.toMatch(/evil\.example|https:\/\/evil|\r|x{81}/);
  expect(mail?.html).not.toMatch(/<script|evil\.example/);
});

test('the HTML fetches nothing and runs nothing, and says its language and title', async () => {
  const { ports, mails } = mailPorts();
  for (const request of Object.values(requests)) await sendMail(ports, request);
  for (const { html, subject } of mails) {
    expect(html).not.toMatch(/<(img|link|script|iframe|object)|src=|url\(/);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain(`<title>${subject}</title>`);
  }
});
