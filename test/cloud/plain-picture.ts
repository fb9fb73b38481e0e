import sharp from 'sharp';

/** A screenshot in one colour, 1280 × 800, as PNG. */
export function plainPicture(): Promise<Buffer> {
  const background = { r: 236, g: 240, b: 245 };
  return sharp({ create: { width: 1280, height: 800, channels: 3, background } })
    .png()
    .toBuffer();
}
