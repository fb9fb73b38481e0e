import { fill } from '../../../contracts/compose/fill.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { isAskedBy, isPhrase } from '../../redaction/hiding/phrases.ts';
import { keyNames } from './key-names.ts';
import { quoted, strong } from './marks.ts';
import type { Phrases, StepPhrase } from './phrases.ts';
import type { Reference } from './reference.ts';
import { secretPhrase } from './secret-title.ts';

/** Fields whose value is set rather than typed. */
const setTypes = /^(?:date|datetime-local|month|week|time|number|range|color)$/;

export function typeSentence(step: Step, it: Reference, { step: phrases }: Phrases): string {
  const text = step.value?.text;
  const secret = step.target?.sensitivity && secretPhrase(step.target.sensitivity, it);
  if (secret)
    return fill(phrases[secret.phrase], { it: secret.words === undefined ? it.text : strong(secret.words) });
  return fill(phrases[typePhrase(step, it)], {
    it: it.text,
    value: isSet(step) ? strong(quoted(text ?? '')) : quoted(text ?? ''),
  });
}

/** Said last, after where the field is. */
export function withEndKey(sentence: string, { endKey }: Step, table: Phrases): string {
  return endKey ? fill(table.step.thenEnter, { sentence, key: keyNames(endKey, table) }) : sentence;
}

function typePhrase(step: Step, it: Reference): StepPhrase {
  const text = step.value?.text;
  if (text === undefined || (isPhrase(text) && isAskedBy(it.name, text))) return 'fillIn';
  if (text.trim() === '') return 'typeNothing';
  return isSet(step) ? 'set' : 'type';
}

function isSet({ target }: Step): boolean {
  return (
    target?.role === 'slider' ||
    target?.role === 'spinbutton' ||
    (target?.inputType !== undefined && setTypes.test(target.inputType))
  );
}

export function selectSentence(step: Step, it: Reference, { step: phrases }: Phrases): string {
  const text = step.value?.text;
  if (text === undefined) return fill(phrases.selectMasked, { it: it.text });
  if (text.trim() === '') return fill(phrases.selectNothing, { it: it.text });
  return fill(phrases.select, { it: it.text, value: strong(quoted(text)) });
}

export function checkSentence(step: Step, it: Reference, { step: phrases }: Phrases): string {
  const { target, kind } = step;
  if (target?.role === 'switch')
    return fill(kind === 'check' ? phrases.turnOn : phrases.turnOff, { it: it.text });
  const chosen = kind === 'check' && target?.role === 'menuitemcheckbox';
  if (chosen || target?.role === 'radio' || target?.inputType === 'radio')
    return fill(phrases.chooseItem, { it: it.text });
  return fill(kind === 'check' ? phrases.check : phrases.uncheck, { it: it.text });
}

export function fileSentence(step: Step, it: Reference, { step: phrases }: Phrases): string {
  const names = step.value?.text;
  const phrase =
    names === undefined ? 'chooseMaskedFile' : names.includes(', ') ? 'chooseFiles' : 'chooseFile';
  const sentence = fill(phrases[phrase], { value: strong(quoted(names ?? '')) });
  return it.name ? fill(phrases.forField, { sentence, it: it.text }) : sentence;
}
