/** As many as are compared while the pointer moves. */
const most = 300;

/** What the legible fields of the last picture showed; those that hold secrets are not among them. */
const shown = new Map<Element, string | boolean>();

export function rememberShown(fields: readonly Element[]): void {
  shown.clear();
  for (const field of fields.slice(0, most)) shown.set(field, stateOf(field));
}

/** Whether one of them shows something else now: a script that sets a value changes no markup, and no event tells. */
export function showOtherValues(): boolean {
  for (const [field, value] of shown) if (stateOf(field) !== value) return true;
  return false;
}

function stateOf(field: Element): string | boolean {
  if (field instanceof HTMLInputElement)
    return field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value;
  return field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement ? field.value : '';
}
