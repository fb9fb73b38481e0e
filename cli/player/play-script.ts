import type { Page } from 'playwright-core';
import type { RecorderScript, RecorderStep } from '../../lib/contracts/capture/recorder.ts';
import { CommandError } from '../run-command.ts';
import type { Hand } from './human-input.ts';
import { playStep } from './play-step.ts';
import { stepWords } from './step-words.ts';
import { plainReason, Unmet } from './unmet.ts';

export type Script = RecorderScript;

/** A step of the script that could not be played; what was played before it stands. */
export class StepNotPlayable extends CommandError {
  constructor(index: number, step: RecorderStep, cause: unknown) {
    const title = `Step ${index + 1} of the script could not be played`;
    const words = stepWords(step) ?? `release ${'key' in step ? step.key : ''}`;
    super(`${title} (${words}): ${plainReason(cause)}`, { cause, title, where: `/steps/${index}` });
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
    const words = stepWords(step);
    if (words) tell(`Step ${index + 1} of ${script.steps.length}: ${words}`);
    try {
      await playStep(await pageOf(page, step), hand, step, script.timeout ?? 5_000);
    } catch (error) {
      throw new StepNotPlayable(index, step, error);
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
  const shown = main
    .context()
    .pages()
    .map((page) => page.url());
  throw new Unmet(`a window with ${target}`, `the windows show ${shown.join(', ')}`);
}
