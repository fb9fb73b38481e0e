import type { AccessibleName } from '../accessibility/name.ts';

const testAttributes = ['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy'];
/** Ids made by frameworks differ at the next visit. */
const madeUp = /\d{4,}|^[:«]|:r\w+:|[a-f0-9]{8,}|^(ember|react|mui|radix|headlessui|mantine|ext-gen)[-\d:]/i;
const depth = 6;

/**
 * Ways to find the element again in the form of the DevTools Recorder, the steadiest first. Each is a list with
 * one selector for each shadow tree on the way from the document.
 */
export function selectorsOf(element: Element, name: AccessibleName, role: string, text: string): string[][] {
  const hosts = shadowHosts(element);
  const through = hosts.map((host) => cssOf(host));
  const selectors: string[][] = [];
  if (name.name && name.source !== 'tooltip' && name.name.length <= 120) {
    selectors.push([...through, `aria/${name.name}`]);
    if (role !== 'generic') selectors.push([...through, `aria/${name.name}[role="${role}"]`]);
  }
  const css = cssOf(element);
  selectors.push([...through, css]);
  if (hosts.length === 0) selectors.push([`xpath/${xpathOf(element)}`]);
  selectors.push([`pierce/${css}`]);
  if (text && text.length <= 60) selectors.push([...through, `text/${text}`]);
  return selectors;
}

function shadowHosts(element: Element): Element[] {
  const hosts: Element[] = [];
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    hosts.unshift(root.host);
  }
  return hosts;
}

function isUnique(element: Element, selector: string): boolean {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return false;
  // What matches mostly matches something further up the page first, which takes no walk over all of it.
  return root.querySelector(selector) === element && root.querySelectorAll(selector).length === 1;
}

function ownSelector(element: Element): string | undefined {
  const quoted = (attribute: string) => {
    const value = element.getAttribute(attribute);
    return value && value.length <= 80 ? `[${attribute}=${JSON.stringify(value)}]` : undefined;
  };
  const candidates = [
    ...testAttributes.map(quoted),
    element.id && !madeUp.test(element.id) ? `#${CSS.escape(element.id)}` : undefined,
    quoted('name') && `${element.localName}${quoted('name')}`,
    quoted('aria-label') && `${element.localName}${quoted('aria-label')}`,
    element.localName === 'a' && !/[?&]/.test(element.getAttribute('href') ?? '') && quoted('href')
      ? `a${quoted('href')}`
      : undefined,
  ];
  return candidates.find((candidate) => candidate && isUnique(element, candidate)) || undefined;
}

function cssOf(element: Element): string {
  const path: string[] = [];
  let current: Element | null = element;
  for (let level = 0; current && level < depth; level += 1) {
    const own = ownSelector(current);
    if (own) return [own, ...path].join(' > ');
    path.unshift(nthOfType(current));
    const selector = path.join(' > ');
    if (isUnique(element, selector)) return selector;
    current = current.parentElement;
  }
  return path.join(' > ');
}

function nthOfType(element: Element): string {
  const place = placeAmongLike(element);
  return place.alone ? element.localName : `${element.localName}:nth-of-type(${place.nth})`;
}

function placeAmongLike(element: Element): { nth: number; alone: boolean } {
  const before = nextLike(element, 'previousElementSibling');
  let nth = 1;
  for (let like = before; like; like = nextLike(like, 'previousElementSibling')) nth += 1;
  return { nth, alone: !before && !nextLike(element, 'nextElementSibling') };
}

function nextLike(
  element: Element,
  side: 'previousElementSibling' | 'nextElementSibling',
): Element | undefined {
  for (let other = element[side]; other; other = other[side]) {
    if (other.localName === element.localName) return other;
  }
  return undefined;
}

function xpathOf(element: Element): string {
  const path: string[] = [];
  for (let current: Element | null = element; current; current = current.parentElement) {
    if (current.id && !madeUp.test(current.id) && isUnique(current, `#${CSS.escape(current.id)}`)) {
      const quote = current.id.includes('"') ? "'" : '"';
      return `//*[@id=${quote}${current.id}${quote}]${path.length > 0 ? `/${path.join('/')}` : ''}`;
    }
    const { nth, alone } = placeAmongLike(current);
    path.unshift(alone ? current.localName : `${current.localName}[${nth}]`);
  }
  return `/${path.join('/')}`;
}
