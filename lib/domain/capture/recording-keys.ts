/** A data key of a recording, in clear and as KMS keeps it. */
export interface RecordingKey {
  readonly plaintext: Uint8Array;
  readonly ciphertext: Uint8Array;
}

export interface RecordingKeys {
  /** A fresh AES-256 key that KMS gives back only when tenant and recording are named again. */
  generate(of: { readonly tenantId: string; readonly recordingId: string }): Promise<RecordingKey>;
}
