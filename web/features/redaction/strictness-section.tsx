import { Radio, Stack } from '@mantine/core';
import type { Strictness } from '../../../lib/contracts/redaction/entity-kind.ts';
import { Section } from '../../ui/section.tsx';
import type { Editing } from './editing.ts';

const choices: readonly { readonly value: Strictness; readonly name: string; readonly words: string }[] = [
  {
    value: 'light',
    name: 'Light',
    words:
      'What shows by itself: e-mail and postal addresses, phone numbers, network addresses, numbers whose check digits are right (some only beside the word that names them), secret keys with a known beginning, passwords and codes with digits or signs behind “Password:” or “The gate code is”, names that begin with a common first name, and names behind titles and greetings.',
  },
  {
    value: 'standard',
    name: 'Standard',
    words:
      'Also what only the words around it, or the name of its field or column, give away: dates of birth, passport and licence numbers, “PIN 4417”, names where the words in front tell of a person, as in “Ask Hannah” and “Assigned to Wanja Tvedt”. Right for most.',
  },
  {
    value: 'strict',
    name: 'Strict',
    words:
      'Also what may well be something else: numbers with right check digits and no word beside them, or one that speaks against them; common first names within a sentence; a password that is a plain word; whatever stands under just “Name”. Harmless words and numbers will be hidden too, and a guide whose pictures could not be looked through waits for somebody’s decision. First names that begin a sentence, or are words as well, such as Mark or May, are still left where nothing announces them.',
  },
];

export function StrictnessSection({ draft, readOnly, onChange }: Editing) {
  return (
    <Section title="How much is hidden">
      <Radio.Group
        aria-label="How much is hidden"
        value={draft.strictness}
        onChange={(strictness) => onChange({ strictness: strictness as Strictness })}
      >
        <Stack gap="md">
          {choices.map(({ value, name, words }) => (
            <Radio key={value} value={value} label={name} description={words} disabled={readOnly} />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  );
}
