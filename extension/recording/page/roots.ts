/**
 * The shadow roots found so far. Looking for them takes a walk over the whole page, so it is done in idle time
 * (`discovery.ts`), and whatever else comes upon one tells it here.
 */
const shadows = new Set<ShadowRoot>();
const listeners = new Set<(root: ShadowRoot) => void>();

export function learnRoot(root: ShadowRoot): void {
  if (shadows.has(root)) return;
  shadows.add(root);
  for (const listener of listeners) listener(root);
}

/** Of something that the person has just used, every shadow tree that it is in. */
export function learnRootsAround(node: Node): void {
  for (let root = node.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    learnRoot(root);
  }
}

export function onLearnedRoot(listener: (root: ShadowRoot) => void): void {
  listeners.add(listener);
}

/** Whether any shadow tree is known; without, the page's own tree is all there is. */
export const knowsShadows = (): boolean => shadows.size > 0;

/** The document and every known shadow root that is still in it; the others are forgotten. */
export function allRoots(): (Document | ShadowRoot)[] {
  for (const root of shadows) if (!root.isConnected) shadows.delete(root);
  return [document, ...shadows];
}
