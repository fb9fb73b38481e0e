import * as z from 'zod/mini';

const guideId = z.string().check(z.regex(/^gde_[0-9a-z]{20,32}$/));

/** Path of the routes under `/v1/guides/{id}`. */
export const guidePath = z.object({ id: guideId });

export const linkPath = z.object({ id: guideId, linkId: z.string().check(z.regex(/^lnk_[0-9a-z]{20,32}$/)) });
