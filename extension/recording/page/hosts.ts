/** Elements that may have a shadow root (DOM standard, attachShadow), custom elements aside. */
export const nativeHosts =
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' ');
const native = new Set(nativeHosts);

export const isCustom = ({ localName }: Element): boolean => localName.includes('-');

export const mayHost = (element: Element): boolean => native.has(element.localName) || isCustom(element);
