/**
 * Limits of a recording, the same for the extension, the front door and the composer.
 * Byte sizes are of the encoded thing as it travels, unless named otherwise.
 */
export const recordingLimits = {
  /** Compressed and encrypted batch, including its frame header. Kinesis would take 1 MiB. */
  batchBytes: 256 * 1024,
  /** Batch after inflation; what a gzip bomb runs into. */
  batchInflatedBytes: 5 * 1024 * 1024,
  /** Nesting of a batch's JSON. */
  batchJsonDepth: 32,
  actionsPerBatch: 200,
  /** Characters of one action's keys and texts together, thumbnail included. */
  actionLength: 80_000,
  actionsPerRecording: 2_000,
  stepsPerRecording: 500,
  sequenceMaximum: 100_000,
  screenshotBytes: 5 * 1024 * 1024,
  screenshotPixels: 40_000_000,
  screenshotsPerRecording: 1_000,
  /** Screenshots for which one request may ask upload addresses. */
  screenshotsPerRequest: 20,
  /** Live-preview picture inside an action, WebP. */
  thumbnailBytes: 12 * 1024,
  /** Sustained requests for upload addresses, finalize and the like, per recording. */
  requestsPerMinute: 240,
  /** Batches that the composer takes from one recording in a minute; later ones are put aside. */
  batchesPerMinute: 600,
  /** Characters that a field value, a name or a text may have in an action; longer ones are cut by the agent. */
  textLength: 2_000,
} as const;

/** Imports make a whole recording in one request, so that the limit is the tenant's. */
export const importLimits = {
  importsPerMinute: 60,
  /** For how long an idempotency key stands for its import. */
  keySeconds: 24 * 3_600,
} as const;

/** Characters that a name, an option or the title of a page may have; longer ones are cut by the agent. */
export const nameLength = 500;
