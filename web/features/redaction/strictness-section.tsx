import { Radio, Stack } from '@mantine/core';
import type { Strictness } from '../../../lib/contracts/redaction/entity-kind.ts';
import { Section } from '../../ui/section.tsx';
import type { Editing } from './editing.ts';

const choices: readonly { readonly value: Strictness; readonly name: string; readonly words: string }[] = [
  {
    value: 'light',
    name: 'Light',
    words:
      'What can hardly be anything else by its form: e-mail addresses, phone numbers, card numbers whose check digit is right, full names, secret keys.',
  },
  {
    value: 'standard',
    name: 'Standard',
    words:
      'What is very likely sensitive as well, such as a number beside the word that names it. Right for most.',
  },
  {
    value: 'strict',
    name: 'Strict',
    words:
      'What only might be sensitive as well. Harmless numbers and names will be hidden too, and a guide whose pictures could not be looked through waits for somebody’s decision.',
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
