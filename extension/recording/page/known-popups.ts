const popups = 'li > ul, li > ol, li > div, [role=menu], [role=listbox], .dropdown-menu';
/** Asked for by their triggers as well, because `[aria-haspopup] + *` would be compared with every element. */
const popupsAndTriggers = `${popups}, [aria-haspopup]`;
const most = 200;

/** What may be a menu, found so far, so that it need not be looked for whenever the pointer moves on. */
const known = new Set<Element>();

export function learnPopupsWithin(place: Element | Document | ShadowRoot): void {
  if (place instanceof Element) {
    learnPopup(place);
    if (!place.firstElementChild) return;
  }
  for (const element of place.querySelectorAll(popupsAndTriggers)) learnPopup(element);
}

function learnPopup(element: Element): void {
  if (element.hasAttribute('aria-haspopup') && element.nextElementSibling)
    known.add(element.nextElementSibling);
  if (element.matches(popups)) known.add(element);
}

export function forgetPopups(): void {
  known.clear();
}

/** What has left the page can be freed. */
export function prunePopups(): void {
  for (const element of known) if (!element.isConnected) known.delete(element);
}

/** Those that are in the page now. */
export function knownPopups(): Element[] {
  prunePopups();
  return [...known].slice(0, most);
}
