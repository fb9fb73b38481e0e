import * as z from 'zod/mini';
import { whyRules } from '../ai/provenance.ts';

/** Better titles of a version were asked for, and none came: when (ISO 8601), and why. */
export const vainRetitle = z.object({ at: z.string(), because: whyRules });
export type VainRetitle = z.infer<typeof vainRetitle>;
