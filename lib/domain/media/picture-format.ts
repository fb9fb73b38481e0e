export type PictureFormat = 'webp' | 'png' | 'jpeg';

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));
const signatures: readonly { format: PictureFormat; parts: readonly { at: number; bytes: number[] }[] }[] = [
  {
    format: 'webp',
    parts: [
      { at: 0, bytes: ascii('RIFF') },
      { at: 8, bytes: ascii('WEBP') },
    ],
  },
  { format: 'png', parts: [{ at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }] },
  { format: 'jpeg', parts: [{ at: 0, bytes: [0xff, 0xd8, 0xff] }] },
];

/**
 * Format by magic bytes, the only thing that is believed: a decoder that is let loose on anything
 * would also take SVG, which can read files and addresses.
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  return signatures.find(({ parts }) =>
    parts.every(({ at, bytes: expected }) => expected.every((byte, i) => bytes[at + i] === byte)),
  )?.format;
}
