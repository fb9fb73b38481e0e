import { Anchor, List, Text } from '@mantine/core';
import { readMissing } from '../../../lib/contracts/guides/missing.ts';
import classes from './incomplete.module.css';
import { missingInShort } from './missing-words.ts';

/** In a list: that a guide is not whole, or waits to be published, and what it lacks. */
export function IncompleteLine({ missing, blocked }: { missing: readonly string[]; blocked: boolean }) {
  return (
    <Text size="sm" mt="sm" c="var(--incomplete-ink)">
      <strong>{blocked ? 'Not published.' : 'Incomplete.'}</strong> {missingInShort(missing)}
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
          const lost = readMissing(sentence);
          return (
            <List.Item key={sentence}>
              {lost?.kind !== 'picture' ? (
                sentence
              ) : (
                <Anchor href={`#step-${lost.step}`} className={classes.way} inherit>
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
