import * as z from 'zod';
import { models } from './models.ts';

/** Regions where every service that the stacks use is offered, Aurora's Data API included. */
const region = z.enum(['us-east-1', 'eu-central-1', 'ap-southeast-2']);
const account = z.string().regex(/^\d{12}$/, 'must be twelve digits');

const settings = {
  /** Aurora capacity units (2 GiB each); 0 pauses an idle database, which then takes about 15 s to wake. */
  databaseCapacity: z
    .strictObject({
      minimum: z.number().min(0).max(128).multipleOf(0.5),
      maximum: z.number().min(1).max(128).multipleOf(0.5),
    })
    .refine(({ minimum, maximum }) => minimum <= maximum, 'minimum must not exceed maximum')
    .default({ minimum: 0.5, maximum: 16 }),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  /** Confirmed once by a link in a mail from Amazon SNS. */
  alarmEmail: z.email().optional(),
  /**
   * Without it nothing is mailed, and the routes that need a mail say so: nobody can register, be invited or reset a
   * password. `identity` is the domain that SES is to know as ours (docs/runbooks/mail.md).
   */
  mail: z
    .strictObject({
      from: z.email(),
      identity: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain in lower case'),
    })
    .refine(({ from, identity }) => from.endsWith(`@${identity}`), 'from must be an address of identity')
    .optional(),
  /**
   * A list of stolen passwords that new ones are looked up in, by the range protocol of Have I Been Pwned: it learns
   * five digits of a hash. Without it nothing is looked up, and the functions log BREACHED_PASSWORDS_OFF.
   */
  breachedPasswordsUrl: z.url({ protocol: /^https$/ }).optional(),
  /**
   * How plans are paid for: the ids that Stripe gave their prices. The account itself is put into a secret once it is
   * deployed (docs/runbooks/payments.md). Without it, and until then, an operator makes upgrades.
   */
  payment: z
    .strictObject({
      prices: z.strictObject({ PROFESSIONAL: z.string().min(1), ENTERPRISE: z.string().min(1) }),
    })
    .optional(),
  /** Language models that better the rules' titles. Without them nothing is asked, and the rules answer. */
  models: models.optional(),
  /**
   * A second detector of what is sensitive in the texts of guides, which knows names that no rule does: Amazon Comprehend.
   * Without it the rules alone look.
   */
  textDetector: z
    .strictObject({
      service: z.literal('comprehend'),
      /** Of the texts; it knows these two. */
      language: z.enum(['en', 'es']).default('en'),
    })
    .optional(),
  /** Own domain of the edge. Its certificate must be in us-east-1, as CloudFront demands. */
  domain: z
    .strictObject({
      name: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a host name in lower case'),
      certificateArn: z
        .string()
        .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/.+$/, 'must be an ACM certificate in us-east-1'),
    })
    .optional(),
};

/** Many tenants share it. Without `account`: the account of the credentials that deploy. */
const shared = z.strictObject({ region, account: account.optional(), ...settings });

/** One tenant's own, in the tenant's own account. */
const dedicated = z.strictObject({
  tenant: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]{1,23}$/, 'must be a name such as Acme: letters and digits only'),
  region,
  account,
  ...settings,
});

export const deploymentFile = z.strictObject({ shared: z.array(shared), dedicated: z.array(dedicated) });

export type SharedDeployment = z.infer<typeof shared>;
export type DedicatedDeployment = z.infer<typeof dedicated>;
