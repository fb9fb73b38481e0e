import { isPicker, isTextField } from '../page/fields.ts';
import { secretOf } from '../page/sensitivity.ts';

const buttons = new Set(['button', 'submit', 'reset']);

/** What a field shows, where that is not covered anyway: a secret's content is never read. */
export function fieldText(field: Element, keepTyped: boolean): string {
  if (field instanceof HTMLInputElement && buttons.has(field.type)) return field.value;
  if (field instanceof HTMLSelectElement) {
    const shown = isListBox(field) ? field.options : field.selectedOptions;
    return secretOf(field) ? '' : [...shown].map(({ text }) => text).join(', ');
  }
  if (!keepTyped || !isTextField(field) || isPicker(field)) return '';
  return field.value === '' || secretOf(field) ? '' : field.value;
}

/** Shows its options whether they are chosen or not. */
const isListBox = ({ size, multiple }: HTMLSelectElement): boolean => multiple || size > 1;
