import { expect, test } from 'vitest';
import { ofType, only, region, synthesized } from './product.ts';

const environmentOf = (resources: ReturnType<typeof synthesized>, name: string) =>
  only(
    resources,
    'AWS::Lambda::Function',
    ({ properties }) => properties.Description === `functions/identity/${name}.ts`,
  ).properties.Environment;

const mailing = ['register', 'request-password-reset', 'invite-member'];

test('mails wait in a queue, and go out as the one address that the role names', () => {
  const resources = synthesized();
  for (const name of mailing)
    expect(environmentOf(resources, name)).toMatchObject({
      Variables: { MAIL_QUEUE_URL: '<Mail/Waiting/Queue>' },
    });
  expect(environmentOf(resources, 'send-mail')).toMatchObject({
    Variables: { MAIL_FROM: 'no-reply@mail.example' },
  });
  expect(only(resources, 'AWS::SES::EmailIdentity').properties.EmailIdentity).toBe('mail.example');
  const sending = ofType(resources, 'AWS::IAM::Policy')
    .flatMap(
      ({ properties }) => (properties.PolicyDocument as { Statement: { Action: unknown }[] }).Statement,
    )
    .filter(({ Action }) => [Action].flat().some((action) => String(action).startsWith('ses:')));
  expect(sending).toEqual([
    expect.objectContaining({ Condition: { StringEquals: { 'ses:FromAddress': 'no-reply@mail.example' } } }),
  ]);
});

test('a deployment without mail has none of it, and its functions know', () => {
  const { mail: _, ...silent } = region;
  const resources = synthesized(silent);
  for (const name of mailing)
    expect(environmentOf(resources, name)).toMatchObject({ Variables: { MAIL_QUEUE_URL: 'none' } });
  expect(ofType(resources, 'AWS::SES::EmailIdentity')).toEqual([]);
  expect(resources.filter(({ path }) => path.startsWith('Mail/'))).toEqual([]);
});

test('a list of stolen passwords is asked where one is configured', () => {
  const address = 'https://api.pwnedpasswords.com/range';
  const unlisted = synthesized();
  const listed = synthesized({ ...region, breachedPasswordsUrl: address });
  for (const name of ['register', 'accept-invitation', 'complete-password-reset', 'change-password']) {
    expect(environmentOf(listed, name)).toMatchObject({ Variables: { BREACHED_PASSWORDS_URL: address } });
    expect(environmentOf(unlisted, name)).toMatchObject({ Variables: { BREACHED_PASSWORDS_URL: 'off' } });
  }
});
