import { Radio, Stack, Switch } from '@mantine/core';
import type { DlpAction } from '../../../lib/contracts/redaction/policy.ts';
import { Section } from '../../ui/section.tsx';
import type { Editing } from './editing.ts';

const choices: readonly { readonly value: DlpAction; readonly name: string; readonly words: string }[] = [
  {
    value: 'mask',
    name: 'Hide it, and go on',
    words: 'The recording goes on, and whoever records is not disturbed.',
  },
  {
    value: 'notify',
    name: 'Hide it, and say so',
    words: 'The recorder’s side panel says what kind of thing was hidden, so that one can keep away from it.',
  },
  {
    value: 'block-upload',
    name: 'Keep it in the browser',
    words:
      'What was typed and the picture of that step are not sent at all; the step stays in the guide, without them.',
  },
];

/** What happens where something sensitive is met, and who may change that. */
export function ActionSection({ draft, readOnly, onChange }: Editing) {
  return (
    <Section
      title="While somebody records"
      intro="What the recorder does where it meets something sensitive."
    >
      <Radio.Group
        aria-label="Where something sensitive is met"
        value={draft.action}
        onChange={(action) => onChange({ action: action as DlpAction })}
      >
        <Stack gap="md">
          {choices.map(({ value, name, words }) => (
            <Radio key={value} value={value} label={name} description={words} disabled={readOnly} />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        mt="md"
        label="Members keep to it"
        description="Nobody can loosen this for a recording of their own, such as by “Keep what I type”."
        checked={draft.locked}
        disabled={readOnly}
        onChange={(event) => onChange({ locked: event.currentTarget.checked })}
      />
    </Section>
  );
}
