/** SHA-256 of what is asked, hexadecimal: the same for the same words under the same version of a prompt. */
export async function answerHash(asked: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(asked)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
