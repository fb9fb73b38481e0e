/**
 * The labels of a control. The control's own `labels` would walk over the whole page for each control; the
 * document's list of labels is made once and kept by Chromium until the page changes.
 */
export function labelsOf(control: Element): HTMLLabelElement[] {
  if (!Reflect.has(control, 'labels')) return [];
  if (control.id === '' && !control.closest('label')) return [];
  const root = control.getRootNode();
  const all =
    root instanceof Document
      ? root.getElementsByTagName('label')
      : root instanceof ShadowRoot
        ? root.querySelectorAll('label')
        : [];
  return [...all].filter((label) => label.control === control);
}
