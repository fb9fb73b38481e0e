import type { Action } from '../../lib/contracts/capture/action.ts';

type Detail = Action['detail'];

/** What was typed, chosen or picked stays here. */
export function withoutGiven(detail: Detail): Detail {
  switch (detail.kind) {
    case 'input':
      return { ...detail, field: { masked: true, length: 0 } };
    case 'select':
      return { ...detail, options: [], masked: true };
    case 'choose-file':
      return { ...detail, fileNames: [] };
    default:
      return detail;
  }
}

/** Whether there is anything that `withoutGiven` would take out. */
export function isGiven(detail: Detail): boolean {
  switch (detail.kind) {
    case 'input':
      return !detail.field.masked;
    case 'select':
      return detail.options.length > 0;
    case 'choose-file':
      return detail.fileNames.some((name) => !name.startsWith('*'));
    default:
      return false;
  }
}
