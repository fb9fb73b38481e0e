import * as z from 'zod/mini';

/** Each has more of everything than the one before. */
export const planNames = ['STARTER', 'PROFESSIONAL', 'ENTERPRISE'] as const;
export const plan = z.enum(planNames);
export type Plan = z.infer<typeof plan>;

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

/** `GET /v1/plan` */
export const planResponse = z.object({
  plan,
  limits: planLimits,
  usage: planUsage,
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
