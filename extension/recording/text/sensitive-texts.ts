import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import type { HiddenKind, HiddenPart } from '../../../lib/contracts/redaction/policy.ts';
import type { SensitiveParts, SensitiveText } from '../../messages.ts';
import { knownFields } from '../page/known-fields.ts';
import { visibleParts } from '../page/visible-part.ts';
import { fieldText } from './field-text.ts';
import type { TextBlock } from './text-block.ts';
import { fieldLabel, labelOf } from './text-label.ts';
import { walkText } from './text-walk.ts';
import { visibleRectangles } from './visible-rectangles.ts';

/** Milliseconds of one stretch of reading, when a picture waits. */
const slice = 6;
/** Texts of which it is remembered what was found; characters that are looked at of one, and texts asked about at once. */
const remembered = 4_000;
const longest = 20_000;
const mostAtOnce = 2_000;
/** Of one frame; an action's picture has at most 500. */
const mostMasks = 400;

/** What is sensitive on the page, by the company's policy, as far as a person sees it. */
export interface SensitiveTexts {
  /** Reads what is in view and has the worker judge what is new of it; without a promise when all is known. */
  look(keepTyped: boolean): Promise<void> | undefined;
  /** Where it is now, of what was read last. What nobody has judged in time is covered whole. */
  masks(): { readonly masks: Rectangle[]; readonly kinds: HiddenKind[] };
  /** The policy is another one. */
  forget(): void;
}

interface Asked {
  readonly key: string;
  readonly question: SensitiveText;
}

/** @param ask the worker, which alone has the rules: they would weigh more than all the rest in each frame. */
export function createSensitiveTexts(
  ask: (texts: readonly SensitiveText[]) => Promise<unknown>,
): SensitiveTexts {
  const judged = new Map<string, readonly HiddenPart[]>();
  let asked = new WeakMap<Node, Asked>();
  let blocks: readonly TextBlock[] = [];
  let fields: readonly Element[] = [];
  let keepsTyped = false;

  const questionOf = (element: Element, whole: string, first: Node = element): Asked => {
    const text = whole.slice(0, longest);
    const known = asked.get(first);
    if (known?.question.text === text) return known;
    const label = first instanceof Text ? labelOf(element, text) : fieldLabel(element);
    const fresh = { key: `${label}\n${text}`, question: label ? { text, label } : { text } };
    asked.set(first, fresh);
    return fresh;
  };
  const judge = async (unknown: readonly Asked[]): Promise<void> => {
    const answer = await ask(unknown.map(({ question }) => question)).catch(() => undefined);
    if (!isParts(answer)) return;
    unknown.forEach(({ key }, place) => {
      const parts = answer[place];
      if (parts) judged.set(key, parts);
    });
  };
  /** Puts the questions about all that is read, for at most about that many milliseconds. */
  const askAbout = (read: readonly TextBlock[]) => {
    fields = [...knownFields()].filter((field) => fieldText(field, keepsTyped) !== '' && isInView(field));
    const waiting = [
      ...read.map(
        ({ element, text, first }) =>
          () =>
            questionOf(element, text, first),
      ),
      ...fields.map((field) => () => questionOf(field, fieldText(field, keepsTyped))),
    ];
    const fresh = new Map<string, Asked>();
    return {
      fresh,
      run(milliseconds: number): boolean {
        const until = performance.now() + milliseconds;
        for (let put = waiting.pop(); put; put = waiting.pop()) {
          const asking = put();
          if (!judged.has(asking.key)) fresh.set(asking.key, asking);
          if (performance.now() > until) return waiting.length === 0;
        }
        return true;
      },
    };
  };

  return {
    look(keepTyped) {
      keepsTyped = keepTyped;
      if (judged.size > remembered) judged.clear();
      const walk = walkText();
      blocks = walk.blocks;
      let asking: ReturnType<typeof askAbout> | undefined;
      const run = () => {
        if (!walk.run(slice)) return false;
        asking ??= askAbout(walk.blocks);
        return asking.run(slice);
      };
      const isDone = run();
      if (isDone && asking?.fresh.size === 0) return undefined;
      return (async () => {
        while (!isDone && !run()) await new Promise((resolve) => setTimeout(resolve, 0));
        const fresh = [...(asking?.fresh.values() ?? [])].slice(0, mostAtOnce);
        if (fresh.length > 0) await judge(fresh);
      })();
    },
    masks() {
      const masks: Rectangle[] = [];
      const kinds = new Set<HiddenKind>();
      const add = (rectangles: readonly Rectangle[], kind?: HiddenKind) => {
        if (kind && rectangles.length > 0) kinds.add(kind);
        masks.push(...rectangles);
      };
      for (const read of blocks) {
        const block = masks.length < mostMasks ? read.again() : undefined;
        if (!block) continue;
        const parts = judged.get(questionOf(block.element, block.text, block.first).key);
        if (!parts) add(visibleRectangles(block.range(0, block.text.length), block.element));
        for (const { kind, start, end } of parts ?? [])
          add(visibleRectangles(block.range(start, end), block.element), kind);
      }
      for (const field of fields) {
        const text = field.isConnected ? fieldText(field, keepsTyped) : '';
        const parts = text === '' ? [] : judged.get(questionOf(field, text).key);
        if (parts?.length !== 0) add(visibleParts(field), parts?.[0]?.kind);
      }
      return { masks: masks.slice(0, mostMasks), kinds: [...kinds] };
    },
    forget() {
      judged.clear();
      asked = new WeakMap();
    },
  };
}

function isInView(field: Element): boolean {
  const { top, left, bottom, right } = field.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}

const isParts = (answer: unknown): answer is SensitiveParts => Array.isArray(answer);
