import * as z from 'zod/mini';
import { recordingId } from '../../contracts/capture/recording.ts';

/** Path of the routes under `/v1/guides/{id}`. */
export const guidePath = z.object({ id: z.string().check(z.regex(/^gde_[0-9a-z]{20,32}$/)) });

/** Path of the routes under `/v1/recordings/{id}`. */
export const recordingPath = z.object({ id: recordingId });
