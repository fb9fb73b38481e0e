/** Of one function: KB (1,024 bytes) of its minified bundle, ms of its module's initialization. */
export interface BundleBudget {
  readonly kilobytes: number;
  readonly milliseconds: number;
}

const hot: BundleBudget = { kilobytes: 150, milliseconds: 15 };
const ordinary: BundleBudget = { kilobytes: 450, milliseconds: 60 };
/** `sharp` itself lies beside the bundle and is not counted; its loading is. */
const image: BundleBudget = { kilobytes: 600, milliseconds: 80 };
/** Three quarters of it are the words that passwords are guessed with. */
const newPassword: BundleBudget = { kilobytes: 1_900, milliseconds: 80 };
/**
 * The OpenID provider (`oidc-provider` with Koa and jose, 750 KB) and clients of four services. People wait for it when
 * they sign in and once in half an hour, never while they record or read.
 */
const provider: BundleBudget = { kilobytes: 1_200, milliseconds: 100 };

/**
 * What hides by rules and by a company's own: RE2 with the tables of Unicode is 150 KB of it; names, numbering plans of
 * all countries and the rules of thirty kinds of numbers are another 130 KB. Nobody waits for one of them to load but
 * whoever watches the first step of a recording, ends it, or asks for suggestions.
 */
const hiding: BundleBudget = { kilobytes: 720, milliseconds: 100 };

/** What is not named here is ordinary. */
const classes: Readonly<Record<string, BundleBudget>> = {
  'ai/suggest-for-guide': hiding,
  'ai/title-steps': hiding,
  'capture/finalize-recording': hiding,
  'capture/import-recording': hiding,
  'compose/assemble-guide': hiding,
  'compose/compose-batches': hiding,
  'compose/connect-preview': hot,
  'compose/disconnect-preview': hot,
  'identity/accept-invitation': newPassword,
  'identity/change-password': newPassword,
  'identity/complete-password-reset': newPassword,
  'identity/provide-openid': provider,
  'identity/register': newPassword,
  'media/process-screenshot': hiding,
  'redaction/try-redaction-policy': hiding,
  'share/export-guide': image,
  'share/publish-guide': image,
};

/** @param name for example `capture/open-recording` */
export function budgetOf(name: string): BundleBudget {
  return classes[name] ?? ordinary;
}

/**
 * ms that a bare Node start took where the budgets were set. The SDK's own DynamoDB and RDS Data bundles, which took
 * 38 and 36 ms there, take 1.9 bare starts. A budget of time is so many bare starts, so that it means the same on a
 * slower or a busy machine.
 */
const referenceStart = 20;

/** The budget in ms on a machine whose bare start takes `bareStart` ms. */
export function initBudget(budget: BundleBudget, bareStart: number): number {
  return (budget.milliseconds / referenceStart) * bareStart;
}
