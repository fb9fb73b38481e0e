import { shadowRootOf } from './flat-tree.ts';

/** Elements that may have a shadow root (DOM standard, attachShadow), custom elements aside. */
const nativeHosts =
  'article,aside,blockquote,body,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span';
const enough = 20_000;

/** The document and every shadow root in it, however deep. */
export function allRoots(): (Document | ShadowRoot)[] {
  const roots: (Document | ShadowRoot)[] = [document];
  let looked = 0;
  for (let at = 0; at < roots.length && looked < enough; at += 1) {
    for (const element of roots[at]?.querySelectorAll('*') ?? []) {
      looked += 1;
      if (!element.localName.includes('-') && !element.matches(nativeHosts)) continue;
      const root = shadowRootOf(element);
      if (root) roots.push(root);
    }
  }
  return roots;
}
