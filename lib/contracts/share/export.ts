import * as z from 'zod/mini';

/** `markdown`: a zip archive of `guide.md` and its pictures; `html`: one page that holds them. */
export const exportFormat = z.enum(['markdown', 'html']);
export type ExportFormat = z.infer<typeof exportFormat>;

/** `GET /v1/guides/{id}/export`: where the file is fetched from, without an access token, until `expiresAt`. */
export const exportResponse = z.object({ url: z.string(), fileName: z.string(), expiresAt: z.string() });
export type ExportResponse = z.infer<typeof exportResponse>;
