import { Anchor, List, Text } from '@mantine/core';
import classes from './incomplete.module.css';
import { missingInShort, missingPicture } from './missing-words.ts';

/** In a list: that a guide is not whole, and what it lacks. */
export function IncompleteLine({ missing }: { missing: readonly string[] }) {
  return (
    <Text size="sm" mt="sm" c="var(--incomplete-ink)">
      <strong>Incomplete.</strong> {missingInShort(missing)}
    </Text>
  );
}

/** On the guide's page: every sentence, with a way to the step that it is about. */
export function IncompleteNotice({ missing }: { missing: readonly string[] }) {
  return (
    <section className={classes.notice} aria-label="This guide is incomplete">
      <Text fw={650} mb={4}>
        This guide is incomplete
      </Text>
      <List size="sm" spacing={4}>
        {missing.map((sentence) => {
          const step = missingPicture(sentence)?.step;
          return (
            <List.Item key={sentence}>
              {step === undefined ? (
                sentence
              ) : (
                <Anchor href={`#step-${step}`} className={classes.way} inherit>
                  {sentence}
                </Anchor>
              )}
            </List.Item>
          );
        })}
      </List>
    </section>
  );
}
