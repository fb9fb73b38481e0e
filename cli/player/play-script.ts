import type { Page } from 'playwright-core';
import type { RecorderScript, RecorderStep } from '../../lib/contracts/capture/recorder.ts';
import type { Hand } from './human-input.ts';
import { playStep } from './play-step.ts';

export type Script = RecorderScript;

/** A step of the script that could not be played; what was played before it stands. */
export class StepNotPlayable extends Error {
  constructor(place: number, step: RecorderStep, cause: unknown) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    super(`Step ${place} of the script (${step.type}) could not be played: ${reason}`, { cause });
    this.name = 'StepNotPlayable';
  }
}

/** Plays every step in `page` and in the windows it opens. Throws `StepNotPlayable`. */
export async function playScript(
  page: Page,
  script: Script,
  hand: Hand,
  tell: (text: string) => void,
): Promise<void> {
  for (const [index, step] of script.steps.entries()) {
    tell(`Step ${index + 1} of ${script.steps.length}: ${describe(step)}`);
    try {
      await playStep(await pageOf(page, step), hand, step, script.timeout ?? 5_000);
    } catch (error) {
      throw new StepNotPlayable(index + 1, step, error);
    }
  }
}

/** `target` of a step is `main`, or the address of a window that an earlier step opened. */
async function pageOf(main: Page, step: RecorderStep): Promise<Page> {
  const target = 'target' in step ? step.target : undefined;
  if (!target || target === 'main') return main;
  for (let tries = 0; tries < 50; tries++) {
    const found = main
      .context()
      .pages()
      .find((page) => page.url() === target || page.url().startsWith(`${target}`));
    if (found) return found;
    await main.waitForTimeout(100);
  }
  throw new Error(`no window shows ${target}`);
}

function describe(step: RecorderStep): string {
  const first = 'selectors' in step ? [step.selectors?.[0]].flat()[0] : undefined;
  if (step.type === 'navigate') return `navigate to ${step.url}`;
  if (step.type === 'keyDown' || step.type === 'keyUp') return `${step.type} ${step.key}`;
  return first ? `${step.type} ${first}` : step.type;
}
