export interface PolicyFault {
  readonly index: number;
  readonly field: string;
  /** From 1, where the fault has one. */
  readonly line: number | undefined;
  readonly message: string;
}

/** `/policies/2/text` and `line 3: unexpected token` → where in the editor, and what. */
export function policyFaults(errors: readonly { pointer: string; message: string }[]): PolicyFault[] {
  return errors.flatMap(({ pointer, message }) => {
    const [, index, field] = /^\/policies\/(\d+)\/(\w+)$/.exec(pointer) ?? [];
    if (index === undefined || field === undefined) return [];
    const [, line, rest] = /^line (\d+): ([\s\S]*)$/.exec(message) ?? [];
    return [
      {
        index: Number(index),
        field,
        line: line === undefined ? undefined : Number(line),
        message: sentence(rest ?? message),
      },
    ];
  });
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}
