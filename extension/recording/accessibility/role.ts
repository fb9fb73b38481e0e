import { getRole } from 'dom-accessibility-api';
import { editingHost } from '../page/fields.ts';

/** The computed ARIA role; `generic` when there is none. */
export function roleOf(element: Element): string {
  const explicit = element.getAttribute('role')?.trim();
  if (!explicit) {
    if (element instanceof HTMLInputElement && element.type === 'password') return 'textbox';
    if (editingHost(element) === element) return 'textbox';
    if (element.localName === 'svg') return 'img';
    if (element.localName === 'search') return 'search';
    // Only the first child of details is its button; elsewhere the element means nothing.
    if (element.localName === 'summary' && element.parentElement?.localName !== 'details') return 'generic';
  }
  return (getRole(element) ?? 'generic') || 'generic';
}
