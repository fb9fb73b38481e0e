import type { RecorderStep } from '../../lib/contracts/capture/recorder.ts';

/** What a step does, to the person who waits for it; nothing for what only ends another. */
export function stepWords(step: RecorderStep): string | undefined {
  switch (step.type) {
    case 'setViewport':
      return `make the window ${step.width} × ${step.height}`;
    case 'emulateNetworkConditions':
      return 'set the speed of the network';
    case 'navigate':
      return `go to ${step.url}`;
    case 'click':
      return `click ${targetWords(step.selectors)}`;
    case 'doubleClick':
      return `double-click ${targetWords(step.selectors)}`;
    case 'hover':
      return `point at ${targetWords(step.selectors)}`;
    case 'change':
      return `fill in ${targetWords(step.selectors)}`;
    case 'keyDown':
      return `press ${step.key}`;
    case 'keyUp':
      return undefined;
    case 'scroll':
      return 'scroll';
    case 'close':
      return 'close the window';
    case 'waitForElement':
      return `wait for ${targetWords(step.selectors)}`;
    case 'waitForExpression':
      return `wait for ${step.expression}`;
    case 'customStep':
      return `custom step ${step.name}`;
  }
}

/** The accessible name or text when a selector has one, else the first selector. */
export function targetWords(selectors: readonly (string | readonly string[])[]): string {
  const lists = selectors.map((one) => [one].flat());
  for (const list of lists) {
    const name = /^(?:aria|text)\/([^[]+)/.exec(list.at(-1) ?? '')?.[1]?.trim();
    if (name) return `“${name}”`;
  }
  return lists[0]?.join(' » ') ?? '';
}
