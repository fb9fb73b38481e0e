import type { SensitiveText } from '../../messages.ts';
import { isPicker, isTextField, showsMore } from '../page/fields.ts';
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
  if (secretOf(field)) return '';
  return field.value === '' && showsMore(field) ? unknown : field.value;
}

/** Stands for what a field shows and keeps from scripts. */
const unknown = '…';

/** What the page says of what is typed there. */
export function fieldSigns(field: Element): SensitiveText['field'] {
  if (!isTextField(field)) return undefined;
  return { type: field.type, autocomplete: field.getAttribute('autocomplete') ?? undefined };
}

/** Shows its options whether they are chosen or not. */
const isListBox = ({ size, multiple }: HTMLSelectElement): boolean => multiple || size > 1;
