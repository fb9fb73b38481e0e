import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** The one folder that holds everything the local cloud keeps: ignored by git, or where GUIDEWRIGHT_STATE says. */
export const stateDirectory = process.env.GUIDEWRIGHT_STATE ?? join(process.cwd(), '.local');

/** How a running local cloud is found by other commands; removed when it stops. */
export const runningCloud = z.object({
  pid: z.int(),
  /** Process id of the npm that started it, which would stop it when stopped itself. */
  npm: z.optional(z.int()),
  edgeUrl: z.string(),
  apiUrl: z.string(),
  /** Where the mails that were sent can be read. */
  mailUrl: z.string(),
});
export type RunningCloud = z.infer<typeof runningCloud>;

/** Who can sign in, and the guide that the first start made. Password and key exist nowhere else. */
export const seed = z.object({
  email: z.string(),
  password: z.string(),
  apiKey: z.string(),
  guideUrl: z.optional(z.string()),
});
export type Seed = z.infer<typeof seed>;

export async function readState<T>(file: string, schema: z.ZodMiniType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(join(stateDirectory, file), 'utf8')));
  } catch {
    return undefined; // Absent or from another version: made anew.
  }
}

/** Replaces the file in one move; readable by its owner only, since a password may be in it. */
export async function writeState(file: string, value: unknown): Promise<void> {
  await mkdir(stateDirectory, { recursive: true });
  const path = join(stateDirectory, file);
  await writeFile(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
