import { Accordion } from '@mantine/core';
import { Section } from '../../ui/section.tsx';
import { SourceText } from './source-text.tsx';

export function ReferenceSection({ builtIn, schema }: { readonly builtIn: string; readonly schema: string }) {
  return (
    <Section
      title="For reference"
      intro="What holds without any rule of yours, and the names that rules can use. In Cedar, what one rule forbids no other can permit."
    >
      <Accordion multiple variant="contained" order={3}>
        <Accordion.Item value="built-in">
          <Accordion.Control>Built-in rules</Accordion.Control>
          <Accordion.Panel>
            <SourceText text={builtIn} label="Text of the built-in rules" />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="schema">
          <Accordion.Control>Schema</Accordion.Control>
          <Accordion.Panel>
            <SourceText text={schema} label="Text of the schema" />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Section>
  );
}
