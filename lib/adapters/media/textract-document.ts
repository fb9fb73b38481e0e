import sharp from 'sharp';
import type { Raster } from '../../domain/media/redaction/raster.ts';

/** Textract takes as many bytes in a request, and as many pixels on a side. */
const largest = 5 * 1024 * 1024;
const longestSide = 10_000;
/** Picture pixels for a CSS pixel below which letters are too small to be read well. */
const readableScale = 2;
/** Where PNG is too large: with a colour for each pixel, since small letters are told from their ground by colour. */
const qualities = [92, 80, 60];

/**
 * The picture as Textract reads it best: small letters doubled, in colour. PNG where that is small enough; a picture that
 * is too large even at the least quality is sent smaller.
 */
export async function documentOf(raster: Raster, scale: number): Promise<Uint8Array> {
  const wished = scale < readableScale ? 2 : 1;
  const most = longestSide / Math.max(raster.width, raster.height);
  for (let factor = Math.min(wished, most); ; factor *= 0.7) {
    for (const encode of encodings(raster, factor)) {
      const bytes = await encode();
      if (bytes.length <= largest) return bytes;
    }
  }
}

function encodings({ width, height, pixels }: Raster, factor: number): (() => Promise<Uint8Array>)[] {
  const picture = () => {
    const whole = sharp(pixels, { raw: { width, height, channels: 3 } });
    return factor === 1
      ? whole
      : whole.resize({ width: Math.max(1, Math.round(width * factor)), kernel: 'lanczos3' });
  };
  return [
    () => picture().png({ compressionLevel: 3 }).toBuffer(),
    ...qualities.map((quality) => () => picture().jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()),
  ];
}
