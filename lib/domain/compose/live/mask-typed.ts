import type { Action } from '../../../contracts/capture/action.ts';

/**
 * The action as the extension sends it where nobody chose to keep what they type: without the value of a field, and of
 * files with no more than their kind. What is chosen from a list stays, since the page offers it to everybody.
 */
export function maskTyped(action: Action): Action {
  const { detail, target } = action;
  switch (detail.kind) {
    case 'input': {
      const { value, masked, length } = detail.field;
      if (masked && value === undefined) return action;
      return {
        ...action,
        ...(target === undefined
          ? {}
          : { target: { ...target, sensitivity: target.sensitivity ?? ('masked' as const) } }),
        // Not to be told from what the extension masked: the length tells of short secrets what they are.
        detail: { ...detail, field: { masked: true, length: Math.ceil(length / 5) * 5 } },
      };
    }
    case 'choose-file':
      return { ...action, detail: { ...detail, fileNames: detail.fileNames.map(kindOfFile) } };
    default:
      return action;
  }
}

function kindOfFile(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `*${name.slice(dot).slice(0, 12)}` : '*';
}
