/** What the recording routes may refuse, by the stable last part of a problem's `type`. */
export const captureRefusals = {
  'unknown-recording': { status: 404, title: 'There is no such recording' },
  'device-changed': { status: 409, title: 'This idempotency key was used with another device key' },
  'weak-device-key': { status: 400, title: 'The device key cannot be used for RSA-OAEP-256' },
  'not-recording': { status: 409, title: 'The recording no longer takes anything' },
  'finalized-otherwise': { status: 409, title: 'The recording was finalized with another last sequence' },
  'too-many-screenshots': { status: 409, title: 'The recording has as many screenshots as it may' },
  'too-many-requests': { status: 429, title: 'Too many requests for this recording' },
  'too-many-recordings': { status: 409, title: 'The plan lets no more recordings run at once' },
  'too-many-guides': { status: 409, title: 'The plan has room for no more guides' },
  'monthly-recordings': { status: 409, title: 'The plan has no more recordings this month' },
  'unsupported-import': { status: 400, title: 'The Recorder flow cannot be imported' },
  'key-reused': { status: 422, title: 'This idempotency key was used with another body' },
  'import-under-way': { status: 409, title: 'The request with this idempotency key is still under way' },
  'too-many-imports': { status: 429, title: 'Too many imports of this tenant' },
} as const;
export type CaptureReason = keyof typeof captureRefusals;
