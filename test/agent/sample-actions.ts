import type { Action } from '../../lib/contracts/capture/action.ts';

/** A click on a button of its own name, as the extension would report it: one step each. */
export function clickAction(
  index: number,
  options: { screenshotId?: string; thumbnail?: string } = {},
): Action {
  const x = 40 + (index % 8) * 140;
  const y = 60 + (Math.floor(index / 8) % 8) * 80;
  const target = { x, y, width: 120, height: 40 };
  return {
    index,
    at: 1_760_000_000_000 + index * 1_500,
    page: { url: 'https://desk.example/tickets', title: 'Tickets' },
    tab: 1,
    target: {
      role: 'button',
      name: `Action ${index + 1}`,
      nameSource: 'content',
      tag: 'button',
      text: `Action ${index + 1}`,
      surroundings: [{ role: 'main', name: 'Tickets' }],
      selectors: [[`aria/Action ${index + 1}`], [`#action-${index + 1}`]],
    },
    ...(options.screenshotId
      ? {
          screenshot: {
            id: options.screenshotId,
            width: 1280,
            height: 800,
            scale: 1,
            target,
            point: { x: x + 60, y: y + 20 },
            masks: [],
            state: 'before' as const,
          },
        }
      : {}),
    ...(options.thumbnail ? { thumbnail: options.thumbnail } : {}),
    detail: { kind: 'click', button: 'primary', modifiers: [] },
  };
}
