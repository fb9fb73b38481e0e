import { isToggle } from '../page/fields.ts';
import { innermostTarget } from '../page/flat-tree.ts';
import { secretOf } from '../page/sensitivity.ts';
import type { Recorder } from '../recorder.ts';
import type { Described } from '../target/describe.ts';
import type { Press } from './press.ts';

/** Milliseconds for which a press still tells how the field looked before. */
const pressed = 10_000;
/** Keys sooner after each other than this choose in one go. */
const series = 2_000;

/** Native selects, checkboxes, radio buttons and file inputs, by the change that they report. */
export function watchChoices(
  recorder: Recorder,
  press: () => Press | undefined,
): { told(element: Element): boolean } {
  const told = new WeakMap<Element, number>();

  // A closed list chooses at once by its keys, so that what came before is known at the key only.
  let keyed: { element: Element; described: Described; moment: string; at: number } | undefined;
  recorder.on('keydown', (event) => {
    const element = innermostTarget(event);
    if (!(element instanceof HTMLSelectElement)) return;
    const at = Date.now();
    if (keyed?.element === element && at - keyed.at < series) keyed.at = at;
    else keyed = { element, described: recorder.describe(element), moment: recorder.begin(), at };
  });

  recorder.on('change', (event) => {
    const element = innermostTarget(event);
    if (!element) return;
    const about = () => {
      told.set(element, Date.now());
      const before = press();
      if (before && before.described.element === element && Date.now() - before.at < pressed) {
        before.used = true;
        const { described, point, moment } = before;
        return { described, point, moment };
      }
      if (keyed?.element === element && Date.now() - keyed.at < series) {
        return { described: keyed.described, moment: keyed.moment };
      }
      return { described: recorder.describe(element), moment: recorder.begin() };
    };
    if (element instanceof HTMLSelectElement) {
      const masked = secretOf(element) !== undefined;
      const options = masked
        ? []
        : [...element.selectedOptions].map(({ label }) => label.trim().slice(0, 500));
      recorder.record({ kind: 'select', options, masked }, about());
    } else if (isToggle(element)) {
      recorder.record({ kind: 'check', checked: element.checked }, about());
    } else if (element instanceof HTMLInputElement && element.type === 'file') {
      recorder.record(
        { kind: 'choose-file', fileNames: fileNames(element.files, recorder.keepsTyped()) },
        about(),
      );
    }
  });
  return { told: (element) => Date.now() - (told.get(element) ?? 0) < 500 };
}

/** Names of files are as personal as what is typed: unless that is kept, only their kind is. */
export function fileNames(files: FileList | null | undefined, keepNames: boolean): string[] {
  return [...(files ?? [])].slice(0, 20).map(({ name }) => {
    if (keepNames) return name.slice(0, 500);
    const dot = name.lastIndexOf('.');
    return dot > 0 ? `*${name.slice(dot).slice(0, 12)}` : '*';
  });
}
