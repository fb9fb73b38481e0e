import { Code, Stack, Switch, Text } from '@mantine/core';
import { type Category, categories } from '../../../lib/contracts/redaction/entity-kind.ts';
import { Section } from '../../ui/section.tsx';
import { categoryWords, kindsOf } from './category-words.ts';
import type { Editing } from './editing.ts';
import classes from './redaction.module.css';
import { isOn } from './rules-draft.ts';

export function CategorySection({ draft, readOnly, onChange }: Editing) {
  const set = (category: Category, on: boolean) =>
    onChange({ categories: { ...draft.categories, [category]: on } });
  return (
    <Section
      title="What is looked for"
      intro="By rules with check digits and the words around, in many countries and languages."
    >
      <Stack gap="lg">
        {categoriesInOrder.map((category) => (
          <div key={category}>
            <Switch
              label={categoryWords[category].name}
              description={sentence(kindsOf(category))}
              checked={isOn(draft, category)}
              disabled={readOnly}
              onChange={(event) => set(category, event.currentTarget.checked)}
            />
            <Text size="sm" c="dimmed" className={classes.examples}>
              For example:{' '}
              {categoryWords[category].examples.map(([kind, text]) => (
                <Code key={kind}>{text}</Code>
              ))}
            </Text>
          </div>
        ))}
      </Stack>
    </Section>
  );
}

/** What stands on most pages first. */
const categoriesInOrder = [...categories].sort((one, other) => place(one) - place(other));

function place(category: Category): number {
  return Object.keys(categoryWords).indexOf(category);
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
