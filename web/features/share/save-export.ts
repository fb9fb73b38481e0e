import {
  type ExportFormat,
  type ExportResponse,
  exportResponse,
} from '../../../lib/contracts/share/export.ts';
import { request } from '../../api/request.ts';

/** Has the file made, and the browser download it from where it is kept: a page may not read what is there itself. */
export async function saveExport(guideId: string, format: ExportFormat): Promise<ExportResponse> {
  const file = await request<ExportResponse>(`/v1/guides/${guideId}/export?format=${format}`, {
    answer: exportResponse,
  });
  const anchor = document.createElement('a');
  anchor.href = file.url;
  anchor.download = file.fileName;
  anchor.rel = 'noreferrer';
  anchor.click();
  return file;
}
