import { Code, Stack, Switch } from '@mantine/core';
import type { Category } from '../../../lib/contracts/redaction/entity-kind.ts';
import { Section } from '../../ui/section.tsx';
import { categoriesInOrder, categoryWords, kindsOf } from './category-words.ts';
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
      <Stack gap="md">
        {categoriesInOrder.map((category) => (
          <Switch
            key={category}
            label={categoryWords[category].name}
            description={<About category={category} />}
            checked={isOn(draft, category)}
            disabled={readOnly}
            onChange={(event) => set(category, event.currentTarget.checked)}
          />
        ))}
      </Stack>
    </Section>
  );
}

function About({ category }: { readonly category: Category }) {
  const { examples, limits } = categoryWords[category];
  return (
    <>
      {sentence(kindsOf(category))} {limits}{' '}
      <span className={classes.examples}>
        {examples.map(([kind, text]) => (
          <Code key={kind}>{text}</Code>
        ))}
      </span>
    </>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
