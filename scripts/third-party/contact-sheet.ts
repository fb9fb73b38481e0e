import sharp from 'sharp';

export interface Shown {
  readonly caption: string;
  readonly picture: Buffer | undefined;
}

const cell = { width: 600, height: 400, caption: 40 };
const columns = 3;

/** Pictures beside each other under their captions, so that one look judges many. */
export async function contactSheet(shown: readonly Shown[]): Promise<Buffer> {
  const height = cell.height + cell.caption;
  const rows = Math.ceil(shown.length / columns);
  const parts = await Promise.all(
    shown.map(async ({ caption, picture }, place) => {
      const left = (place % columns) * cell.width;
      const top = Math.floor(place / columns) * height;
      const image =
        picture &&
        (await sharp(picture)
          .resize({
            width: cell.width - 12,
            height: cell.height - 8,
            fit: 'inside',
            withoutEnlargement: true,
          })
          .png()
          .toBuffer());
      const label = Buffer.from(
        `<svg width="${cell.width}" height="${cell.caption}"><rect width="100%" height="100%" fill="#ffd"/>` +
          `<text x="6" y="26" font-family="sans-serif" font-size="16">${escapeXml(caption.slice(0, 76))}</text></svg>`,
      );
      return [
        { input: label, left, top },
        ...(image ? [{ input: image, left: left + 4, top: top + cell.caption }] : []),
      ];
    }),
  );
  const size = { width: columns * cell.width, height: rows * height };
  return sharp({ create: { ...size, channels: 3, background: '#888' } })
    .composite(parts.flat())
    .png({ palette: true })
    .toBuffer();
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
