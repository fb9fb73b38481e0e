import * as z from 'zod/mini';

/** Each has more of everything than the one before. */
export const planNames = ['STARTER', 'PROFESSIONAL', 'ENTERPRISE'] as const;
export const plan = z.enum(planNames);
export type Plan = z.infer<typeof plan>;

/** As people read it. */
export const planWords: Readonly<Record<Plan, string>> = {
  STARTER: 'Starter',
  PROFESSIONAL: 'Professional',
  ENTERPRISE: 'Enterprise',
};

export const planLimits = z.object({
  /** Requests a minute, for the whole tenant and for one API key. */
  requestsPerMinute: z.int(),
  keyRequestsPerMinute: z.int(),
  concurrentRecordings: z.int(),
  members: z.int(),
  apiKeys: z.int(),
  guides: z.int(),
  recordingsPerMonth: z.int(),
});
export type PlanLimits = z.infer<typeof planLimits>;

export const plans: Readonly<Record<Plan, PlanLimits>> = {
  STARTER: {
    requestsPerMinute: 600,
    keyRequestsPerMinute: 120,
    concurrentRecordings: 3,
    members: 5,
    apiKeys: 2,
    guides: 100,
    recordingsPerMonth: 200,
  },
  PROFESSIONAL: {
    requestsPerMinute: 3_000,
    keyRequestsPerMinute: 600,
    concurrentRecordings: 25,
    members: 100,
    apiKeys: 20,
    guides: 5_000,
    recordingsPerMonth: 5_000,
  },
  ENTERPRISE: {
    requestsPerMinute: 30_000,
    keyRequestsPerMinute: 6_000,
    concurrentRecordings: 500,
    members: 10_000,
    apiKeys: 200,
    guides: 1_000_000,
    recordingsPerMonth: 1_000_000,
  },
};

export const planUsage = z.object({
  members: z.int(),
  apiKeys: z.int(),
  guides: z.int(),
  concurrentRecordings: z.int(),
  recordingsThisMonth: z.int(),
});
export type PlanUsage = z.infer<typeof planUsage>;

/** What a plan costs, as the payment provider has it. */
export const planPrice = z.object({
  /** In the currency’s own unit, such as 49.9. */
  amount: z.number(),
  /** ISO 4217. */
  currency: z.string(),
  every: z.object({ count: z.int(), unit: z.enum(['day', 'week', 'month', 'year']) }),
});
export type PlanPrice = z.infer<typeof planPrice>;

/** What is owed for a plan. */
export const owedPayment = z.object({
  /** `past-due`: a payment failed, and the plan is had until `graceEndsAt`. `lapsed`: it is had again once it is paid. */
  state: z.enum(['past-due', 'lapsed']),
  plan,
  graceEndsAt: z.nullable(z.string()),
  /** Of the payment provider, where it has one. */
  payUrl: z.nullable(z.string()),
});

/** `GET /v1/plan` */
export const planResponse = z.object({
  plan,
  limits: planLimits,
  usage: planUsage,
  /** Null where whoever runs the deployment makes upgrades; a plan’s is null where it is no one figure, or not known now. */
  prices: z.nullable(z.object({ PROFESSIONAL: z.nullable(planPrice), ENTERPRISE: z.nullable(planPrice) })),
  payment: z.nullable(owedPayment),
  /** A change that is not paid yet. */
  pending: z.nullable(z.object({ plan, checkoutUrl: z.string(), since: z.string() })),
});
export type PlanResponse = z.infer<typeof planResponse>;

/** `PUT /v1/plan` */
export const changePlanRequest = z.object({ plan });

export const changePlanRefusals = {
  'usage-exceeds-plan': { status: 409, title: 'The tenant uses more than that plan has' },
  'same-plan': { status: 409, title: 'The tenant has that plan already' },
  'needs-operator': { status: 409, title: 'Whoever runs this deployment makes upgrades; ask there' },
  'payment-refused': { status: 409, title: 'The payment provider refused the payment' },
} as const;

export const receivePaymentRefusals = {
  'invalid-signature': { status: 400, title: 'The signature is not the payment provider’s' },
} as const;
