import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import type { HiddenKind, HiddenPart } from '../../../lib/contracts/redaction/policy.ts';
import type { SensitiveParts, SensitiveText } from '../../messages.ts';
import { knownFields } from '../page/known-fields.ts';
import { visibleParts, wholeView } from '../page/visible-part.ts';
import { fieldSigns, fieldText } from './field-text.ts';
import { piecesOf } from './pieces.ts';
import { rangeIn, readAgain, type TextBlock } from './text-block.ts';
import { fieldLabel, labelOf } from './text-label.ts';
import { walkText } from './text-walk.ts';
import { visibleRectangles } from './visible-rectangles.ts';

/** Milliseconds of one stretch of reading, when a picture waits. */
const slice = 6;
/** Texts between two looks at the clock. */
const stride = 64;
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
  look(how: Look): Promise<void> | undefined;
  /**
   * Where it is now, of what was read last: read again if the page has changed since. What nobody has judged in time is
   * covered whole.
   */
  masks(hasChanged: boolean): SensitiveMasks;
  /** The policy is another one. */
  forget(): void;
}

export interface Look {
  readonly keepTyped: boolean;
  /** Since the last look: what stands over a text may be another word then. */
  readonly hasChanged: boolean;
  /** Whether all that floats in the page is known by now. */
  readonly knowsFloating: boolean;
}

export interface SensitiveMasks {
  readonly masks: Rectangle[];
  readonly kinds: HiddenKind[];
  /** Some of it nobody has judged. */
  readonly unjudged: boolean;
}

/** A text as it is asked about, and what was found in it. */
interface Asked {
  readonly question: SensitiveText;
  parts?: readonly HiddenPart[];
}

/** What is asked about a block, as long as it is called the same. */
interface AskedOfBlock {
  readonly label: string;
  readonly all: readonly Asked[];
  /** The look that asked for the label. */
  readonly labelled: number;
}

/** @param ask the worker, which alone has the rules: they would weigh more than all the rest in each frame. */
export function createSensitiveTexts(
  ask: (texts: readonly SensitiveText[]) => Promise<unknown>,
): SensitiveTexts {
  /** By what the page says of a field, label and text. */
  let asked = new Map<string, Asked>();
  let ofBlocks = new WeakMap<TextBlock, AskedOfBlock>();
  /** Looks at another page than the one before. */
  let looks = 0;
  let policies = 0;
  let blocks: readonly TextBlock[] = [];
  let fields: readonly Element[] = [];
  let keepsTyped = false;

  const forget = () => {
    asked = new Map();
    ofBlocks = new WeakMap();
  };
  const questions = (whole: string, label: string, field?: SensitiveText['field']): readonly Asked[] =>
    piecesOf(whole).map(({ start, end }) => {
      const text = whole.slice(start, end);
      const key = `${field?.type ?? ''} ${field?.autocomplete ?? ''}\n${label}\n${text}`;
      const known = asked.get(key) ?? {
        question: { text, ...(label && { label }), ...(field && { field }) },
      };
      asked.set(key, known);
      return known;
    });
  const ofBlock = (block: TextBlock): readonly Asked[] => {
    const known = ofBlocks.get(block);
    if (known?.labelled === looks) return known.all;
    const label = labelOf(block.element, block.text);
    const all = known?.label === label ? known.all : questions(block.text, label);
    ofBlocks.set(block, { label, all, labelled: looks });
    return all;
  };
  const ofField = (field: Element): readonly Asked[] => {
    const text = fieldText(field, keepsTyped);
    return text === '' || text.length > longestField
      ? []
      : questions(text, fieldLabel(field), fieldSigns(field));
  };
  const judge = async (unknown: readonly Asked[]): Promise<void> => {
    const policy = policies;
    const answer = await ask(unknown.map(({ question }) => question)).catch(() => undefined);
    // What was found by the policy before may be another thing by this one.
    if (!isParts(answer) || policy !== policies) return;
    unknown.forEach((each, place) => {
      const parts = answer[place];
      if (parts) each.parts = parts;
    });
  };
  /** Puts the questions about all that is read, for at most about that many milliseconds. */
  const askAbout = (read: readonly TextBlock[]) => {
    const fresh = new Set<Asked>();
    const put = (all: readonly Asked[], isShown: (at: number) => boolean) =>
      all.forEach((each, at) => {
        if (!each.parts && isShown(at)) fresh.add(each);
      });
    fields = [...knownFields()].filter((field) => fieldText(field, keepsTyped) !== '' && isInView(field));
    for (const field of fields) put(ofField(field), () => true);
    let next = 0;
    return {
      fresh,
      run(milliseconds: number): boolean {
        const until = performance.now() + milliseconds;
        while (next < read.length) {
          const block = read[next];
          next += 1;
          if (block) put(ofBlock(block), (at) => isShown(block, at));
          if (next % stride === 0 && performance.now() > until) return false;
        }
        return true;
      },
    };
  };

  return {
    look({ keepTyped, hasChanged, knowsFloating }) {
      keepsTyped = keepTyped;
      if (hasChanged) looks += 1;
      if (asked.size > remembered) forget();
      const walk = walkText(knowsFloating);
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
        const fresh = [...(asking?.fresh ?? [])].slice(0, mostAtOnce);
        if (fresh.length > 0) await judge(fresh);
      })();
    },
    masks(hasChanged) {
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
        const block = hasChanged ? readAgain(read) : read;
        if (!block) continue;
        const all = ofBlock(block);
        if (all.every(({ parts }) => parts?.length === 0)) continue;
        piecesOf(block.text).forEach(({ start, end }, at) => {
          if (!isShown(block, at)) return;
          const parts = all[at]?.parts;
          const placed = (from: number, to: number) => () =>
            visibleRectangles(rangeIn(block, from, to), block.element);
          if (!parts) add(placed(start, end));
          for (const part of parts ?? []) add(placed(start + part.start, start + part.end), part.kind);
        });
      }
      for (const field of fields) {
        const text = field.isConnected ? fieldText(field, keepsTyped) : '';
        if (text === '') continue;
        const found = ofField(field).map(({ parts }) => parts);
        if (found.length === 0 || found.some((parts) => parts?.length !== 0))
          add(() => visibleParts(field), found.flatMap((parts) => parts ?? [])[0]?.kind);
      }
      return { masks: masks.length > mostMasks ? [wholeView()] : masks, kinds: [...kinds], unjudged };
    },
    forget() {
      policies += 1;
      forget();
    },
  };
}

/** Of a long text only what is in view is worth judging. */
function isShown(block: TextBlock, at: number): boolean {
  const pieces = piecesOf(block.text);
  const piece = pieces[at];
  return pieces.length === 1 || (piece !== undefined && isInView(rangeIn(block, piece.start, piece.end)));
}

function isInView(part: Element | Range): boolean {
  const { top, left, bottom, right } = part.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}

const isParts = (answer: unknown): answer is SensitiveParts => Array.isArray(answer);
