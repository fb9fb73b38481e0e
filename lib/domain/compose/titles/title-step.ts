import { fill } from '../../../contracts/compose/fill.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { sayPhrases } from '../../redaction/hiding/phrases.ts';
import { isEditingKey } from '../rules/key-rules.ts';
import { isTextField } from '../rules/target-nature.ts';
import { cleanName } from './clean-name.ts';
import { clickSentence, withTimes } from './click-title.ts';
import { checkSentence, fileSentence, selectSentence, typeSentence, withEndKey } from './field-title.ts';
import { keyNames } from './key-names.ts';
import { strong } from './marks.ts';
import { pageAddress, pageHost, pageName } from './page-name.ts';
import { english, type Phrases } from './phrases.ts';
import { placeName } from './place-name.ts';
import { type Reference, referTo } from './reference.ts';

export interface StepTitle {
  readonly title: string;
  /** Where the target is: said in the title when its name leaves that open, else kept for a guide that needs it. */
  readonly place?: string;
}

/** The step as a sentence to a reader, by rules alone: see lib/contracts/compose/title.ts for its marks. */
export function titleStep(step: Step, table: Phrases = english): StepTitle {
  const it = referTo(step.target, table);
  const sentence = sentenceOf(step, it, table);
  const place = speaksOfTarget(step) ? placeName(step, it.name, table) : undefined;
  const placed = place && it.open ? `${sentence} ${place}` : sentence;
  const title = withEndKey(step.kind === 'click' ? withTimes(placed, step, table) : placed, step, table);
  return place ? { title: sayPhrases(title), place: sayPhrases(place) } : { title: sayPhrases(title) };
}

function speaksOfTarget(step: Step): boolean {
  switch (step.kind) {
    case 'navigate':
    case 'switch-tab':
    case 'close-tab':
    case 'scroll':
      return false;
    case 'press-key':
      return isInField(step);
    default:
      return true;
  }
}

/** Where the caret is matters to keys that work on a field, not to Esc or to the application's shortcuts. */
function isInField({ target, value }: Step): boolean {
  const keys = value?.text ?? '';
  return target !== undefined && isTextField(target) && (keys === 'Enter' || isEditingKey(keys));
}

function sentenceOf(step: Step, it: Reference, table: Phrases): string {
  switch (step.kind) {
    case 'click':
    case 'double-click':
    case 'context-click':
      return clickSentence(step, it, table);
    case 'type':
      return typeSentence(step, it, table);
    case 'press-key':
      return keySentence(step, it, table);
    case 'select':
      return selectSentence(step, it, table);
    case 'check':
    case 'uncheck':
      return checkSentence(step, it, table);
    case 'drag':
      return dragSentence(step, it, table);
    case 'choose-file':
      return fileSentence(step, it, table);
    case 'hover':
      return fill(table.step.hover, { it: it.text });
    case 'scroll':
      return fill(table.step.scrollTo, {
        toward: direction(step.value?.text, table),
        it: strong(cleanName(step.revealed?.name ?? '')),
      });
    case 'navigate':
      return navigateSentence(step, table);
    case 'switch-tab':
    case 'close-tab':
      return tabSentence(step, table);
  }
}

function keySentence(step: Step, it: Reference, table: Phrases): string {
  const keys = keyNames(step.value?.text ?? '', table, step.keyboard);
  const sentence = withTimes(fill(table.step.press, { keys }), step, table);
  const named = isInField(step) && it.name !== '';
  return named ? fill(table.step.pressIn, { sentence, it: it.text }) : sentence;
}

function dragSentence(step: Step, it: Reference, table: Phrases): string {
  const onto = step.onto && referTo(step.onto, table);
  if (onto && onto.name !== '' && onto.name !== it.name)
    return fill(table.step.dragOnto, { it: it.text, onto: onto.text });
  const { from, to } = step.dragged ?? { from: { x: 0, y: 0 }, to: { x: 0, y: 1 } };
  const across = Math.abs(to.x - from.x) > Math.abs(to.y - from.y);
  const toward = across ? (to.x > from.x ? 'right' : 'left') : to.y > from.y ? 'down' : 'up';
  return fill(table.step.dragToward, { it: it.text, toward: table.step[toward] });
}

function direction(toward: string | undefined, { step }: Phrases): string {
  return toward === 'up' || toward === 'left' || toward === 'right' ? step[toward] : step.down;
}

function navigateSentence(step: Step, { step: phrases }: Phrases): string {
  const name = pageName(step.page);
  const it = strong(name || pageAddress(step.page.url));
  switch (step.navigation) {
    case 'reload':
      return phrases.reload;
    case 'back-forward':
      return fill(phrases.goBack, { it });
    case 'new-tab':
      return name ? fill(phrases.newTab, { it }) : phrases.emptyTab;
    case 'start': {
      const address = pageHost(step.page.url);
      const known = address === '' || name.toLowerCase().startsWith(address);
      return fill(known ? phrases.goTo : phrases.goToAt, { it, address });
    }
    default:
      return fill(phrases.goTo, { it });
  }
}

function tabSentence(step: Step, { step: phrases }: Phrases): string {
  const name = pageName(step.page);
  if (step.kind === 'switch-tab')
    return name ? fill(phrases.switchTab, { it: strong(name) }) : phrases.switchNamelessTab;
  return name ? fill(phrases.closeTab, { it: strong(name) }) : phrases.closeNamelessTab;
}
