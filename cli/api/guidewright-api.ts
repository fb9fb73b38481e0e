import type * as z from 'zod/mini';
import { type AuditVerification, auditExport, auditVerification } from '../../lib/contracts/audit/entry.ts';
import { type FinalizeResponse, finalizeResponse } from '../../lib/contracts/capture/recording.ts';
import { type LiveRecording, liveRecording } from '../../lib/contracts/compose/step.ts';
import { type GuideResponse, guideResponse } from '../../lib/contracts/guides/guide.ts';
import { problem } from '../../lib/contracts/problem.ts';
import { type CreateLinkResponse, createLinkResponse } from '../../lib/contracts/share/link.ts';
import { CommandError } from '../run-command.ts';

/** The public API, as the command line uses it. Every refusal becomes a sentence with the fields that were wrong. */
export class GuidewrightApi {
  readonly #server: string;
  readonly #key: string;

  /** @param server address of the API itself, or of the edge before it */
  constructor(server: string, key: string) {
    this.#server = server.replace(/\/$/, '');
    this.#key = key;
  }

  importRecorder(recorder: unknown, visibility: 'private' | 'link' | 'public'): Promise<FinalizeResponse> {
    return this.#call('POST', '/v1/imports', finalizeResponse, { recorder, visibility });
  }

  readRecording(recordingId: string): Promise<LiveRecording> {
    return this.#call('GET', `/v1/recordings/${recordingId}`, liveRecording);
  }

  readGuide(guideId: string): Promise<GuideResponse> {
    return this.#call('GET', `/v1/guides/${guideId}`, guideResponse);
  }

  setVisibility(guideId: string, visibility: 'private' | 'link' | 'public'): Promise<unknown> {
    return this.#call('PUT', `/v1/guides/${guideId}/visibility`, undefined, { visibility });
  }

  createLink(guideId: string): Promise<CreateLinkResponse> {
    return this.#call('POST', `/v1/guides/${guideId}/links`, createLinkResponse, {});
  }

  verifyAudit(): Promise<AuditVerification> {
    return this.#call('GET', '/v1/audit/verification', auditVerification);
  }

  exportAudit(): Promise<z.infer<typeof auditExport>> {
    return this.#call('POST', '/v1/audit/exports', auditExport);
  }

  /** Waits until the guide of a finalized recording is published; `timeout` in milliseconds. */
  async whenPublished(recordingId: string, timeout = 120_000): Promise<LiveRecording> {
    const deadline = Date.now() + timeout;
    for (;;) {
      const recording = await this.readRecording(recordingId);
      if (recording.status === 'published') return recording;
      if (recording.status === 'failed') {
        const { state, message } = recording.failure ?? {
          state: 'the workflow',
          message: 'no reason was given',
        };
        throw new CommandError(`The guide could not be published: ${state} failed: ${message}`, {
          title: 'The guide could not be published',
          where: state,
        });
      }
      if (recording.status === 'blocked') throw await this.#blocked(recording.guideId);
      if (Date.now() > deadline)
        throw new CommandError(`The guide was not published within ${timeout / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async #blocked(guideId: string): Promise<CommandError> {
    const { missing } = await this.readGuide(guideId);
    const advice = 'Open the guide in the editor to publish it without such pictures.';
    return new CommandError(`The guide is not published: ${missing.join(' ')} ${advice}`, {
      title: 'The guide waits for a decision',
      where: guideId,
    });
  }

  async #call<T>(method: string, path: string, schema: z.ZodMiniType<T>, body?: unknown): Promise<T>;
  async #call(method: string, path: string, schema: undefined, body?: unknown): Promise<unknown>;
  async #call<T>(
    method: string,
    path: string,
    schema: z.ZodMiniType<T> | undefined,
    body?: unknown,
  ): Promise<T | unknown> {
    const response = await fetch(`${this.#server}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'x-api-key': this.#key,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw refusal(method, path, response.status, text);
    return schema ? schema.parse(JSON.parse(text)) : text;
  }
}

function refusal(method: string, path: string, status: number, text: string): CommandError {
  const where = `${method} ${path}`;
  const parsed = problem.safeParse(safeJson(text));
  if (!parsed.success) return new CommandError(`${where} answered ${status}`, { where });
  const { title, detail, errors = [] } = parsed.data;
  const lines = [
    `${title}${detail ? `: ${detail}` : ''}`,
    ...errors.map(({ pointer, message }) => `  ${pointer}: ${message}`),
  ];
  return new CommandError(lines.join('\n'), { title, where });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
