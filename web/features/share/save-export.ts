import { accessToken } from '../identity/session.ts';

const endings = { markdown: 'md', html: 'html' } as const;

/** Fetches an export and hands it to the browser as a file. */
export async function saveExport(guideId: string, title: string, format: 'markdown' | 'html'): Promise<void> {
  const token = await accessToken();
  const response = await fetch(`/v1/guides/${guideId}/export?format=${format}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  const address = URL.createObjectURL(await response.blob());
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'guide'}.${endings[format]}`;
  anchor.click();
  URL.revokeObjectURL(address);
}
