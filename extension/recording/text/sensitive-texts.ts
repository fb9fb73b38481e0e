import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import type { HiddenKind, HiddenPart } from '../../../lib/contracts/redaction/policy.ts';
import type { SensitiveParts, SensitiveText } from '../../messages.ts';
import { knownFields } from '../page/known-fields.ts';
import { visibleParts, wholeView } from '../page/visible-part.ts';
import { fieldSigns, fieldText } from './field-text.ts';
import { piecesOf, type TextPiece } from './pieces.ts';
import type { TextBlock } from './text-block.ts';
import { fieldLabel, labelOf } from './text-label.ts';
import { walkText } from './text-walk.ts';
import { visibleRectangles } from './visible-rectangles.ts';

/** Milliseconds of one stretch of reading, when a picture waits. */
const slice = 6;
/** Texts of which it is remembered what was found, and texts asked about at once. */
const remembered = 4_000;
const mostAtOnce = 2_000;
/** Characters of a field; one that holds more is covered without asking. */
const longestField = 100_000;
/** Of one frame; one that shows more sensitive texts is covered whole. */
const mostMasks = 2_000;

/** What is sensitive on the page, by the company's policy, as far as a person sees it. */
export interface SensitiveTexts {
  /** Reads what is in view and has the worker judge what is new of it; without a promise when all is known. */
  look(keepTyped: boolean): Promise<void> | undefined;
  /** Where it is now, of what was read last. What nobody has judged in time is covered whole. */
  masks(): SensitiveMasks;
  /** The policy is another one. */
  forget(): void;
}

export interface SensitiveMasks {
  readonly masks: Rectangle[];
  readonly kinds: HiddenKind[];
  /** Some of it nobody has judged. */
  readonly unjudged: boolean;
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
  let asked = new WeakMap<Node, Map<number, Asked>>();
  let policies = 0;
  let blocks: readonly TextBlock[] = [];
  let fields: readonly Element[] = [];
  let keepsTyped = false;

  const questionOf = (
    element: Element,
    whole: string,
    { start, end }: TextPiece,
    first: Node = element,
  ): Asked => {
    const text = whole.slice(start, end);
    const known = asked.get(first) ?? new Map<number, Asked>();
    asked.set(first, known);
    const same = known.get(start);
    if (same?.question.text === text) return same;
    const label = first instanceof Text ? labelOf(element, text) : fieldLabel(element);
    const field = fieldSigns(first);
    const question = { text, ...(label && { label }), ...(field && { field }) };
    const signs = field ? `${field.type} ${field.autocomplete ?? ''}` : '';
    const fresh = { key: `${signs}\n${label}\n${text}`, question };
    known.set(start, fresh);
    return fresh;
  };
  const judge = async (unknown: readonly Asked[]): Promise<void> => {
    const policy = policies;
    const answer = await ask(unknown.map(({ question }) => question)).catch(() => undefined);
    // What was found by the policy before may be another thing by this one.
    if (!isParts(answer) || policy !== policies) return;
    unknown.forEach(({ key }, place) => {
      const parts = answer[place];
      if (parts) judged.set(key, parts);
    });
  };
  /** Puts the questions about all that is read, for at most about that many milliseconds. */
  const askAbout = (read: readonly TextBlock[]) => {
    fields = [...knownFields()].filter((field) => fieldText(field, keepsTyped) !== '' && isInView(field));
    const waiting = [
      ...read.flatMap(({ element, text, first, range }) =>
        piecesOf(text).map(
          (piece) => () =>
            isShown(text, piece, range) ? questionOf(element, text, piece, first) : undefined,
        ),
      ),
      ...fields.flatMap((field) => {
        const text = fieldText(field, keepsTyped);
        if (text.length > longestField) return [];
        return piecesOf(text).map((piece) => () => questionOf(field, text, piece));
      }),
    ];
    const fresh = new Map<string, Asked>();
    return {
      fresh,
      run(milliseconds: number): boolean {
        const until = performance.now() + milliseconds;
        for (let put = waiting.pop(); put; put = waiting.pop()) {
          const asking = put();
          if (asking && !judged.has(asking.key)) fresh.set(asking.key, asking);
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
      let unjudged = false;
      const add = (find: () => readonly Rectangle[], kind?: HiddenKind) => {
        // Where it all is takes long to find out, and does not matter any more.
        const rectangles = masks.length > mostMasks ? [] : find();
        const shows = rectangles.length > 0 || masks.length > mostMasks;
        if (shows && kind) kinds.add(kind);
        else if (shows) unjudged = true;
        masks.push(...rectangles);
      };
      for (const read of blocks) {
        const block = read.again();
        if (!block) continue;
        const { element, text, first, range } = block;
        for (const piece of piecesOf(text)) {
          if (!isShown(text, piece, range)) continue;
          const { start } = piece;
          const parts = judged.get(questionOf(element, text, piece, first).key);
          if (!parts) add(() => visibleRectangles(range(start, piece.end), element));
          for (const part of parts ?? [])
            add(() => visibleRectangles(range(start + part.start, start + part.end), element), part.kind);
        }
      }
      for (const field of fields) {
        const text = field.isConnected ? fieldText(field, keepsTyped) : '';
        if (text === '') continue;
        const found = piecesOf(text).map((piece) =>
          text.length > longestField ? undefined : judged.get(questionOf(field, text, piece).key),
        );
        if (found.some((parts) => parts?.length !== 0))
          add(() => visibleParts(field), found.flatMap((parts) => parts ?? [])[0]?.kind);
      }
      return { masks: masks.length > mostMasks ? [wholeView()] : masks, kinds: [...kinds], unjudged };
    },
    forget() {
      policies += 1;
      judged.clear();
      asked = new WeakMap();
    },
  };
}

/** Of a long text only what is in view is worth judging. */
function isShown(text: string, { start, end }: TextPiece, range: TextBlock['range']): boolean {
  return (start === 0 && end === text.length) || isInView(range(start, end));
}

function isInView(part: Element | Range): boolean {
  const { top, left, bottom, right } = part.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}

const isParts = (answer: unknown): answer is SensitiveParts => Array.isArray(answer);
