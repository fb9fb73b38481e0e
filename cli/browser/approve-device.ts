import type { BrowserContext } from 'playwright-core';

export interface Person {
  readonly email: string;
  readonly password: string;
}

/** Does what a person does on the approval page: signs in there unless somebody is, and lets the recorder sign in. */
export async function approveDevice(
  context: BrowserContext,
  approvalUrl: string,
  { email, password }: Person,
): Promise<void> {
  const page = await context.newPage();
  try {
    await page.goto(approvalUrl);
    await page.getByRole('button', { name: 'Continue' }).click();
    const approve = page.getByRole('button', { name: 'Let it sign in' });
    const signIn = page.getByRole('button', { name: 'Sign in' });
    await approve.or(signIn).waitFor();
    if (await signIn.isVisible()) {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await signIn.click();
    }
    await approve.click();
    await page.getByRole('heading', { name: 'The recorder is signed in' }).waitFor();
  } finally {
    await page.close();
  }
}
