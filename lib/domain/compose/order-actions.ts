import type { Action } from '../../contracts/capture/action.ts';

/** By index, each index once (the first of equals stands); the same array when it is so already. */
export function orderActions(actions: readonly Action[]): readonly Action[] {
  let last = -1;
  for (const { index } of actions) {
    if (index <= last) return sortedOnce(actions);
    last = index;
  }
  return actions;
}

function sortedOnce(actions: readonly Action[]): Action[] {
  const byIndex = new Map<number, Action>();
  for (const action of actions) if (!byIndex.has(action.index)) byIndex.set(action.index, action);
  return [...byIndex.values()].sort((a, b) => a.index - b.index);
}
