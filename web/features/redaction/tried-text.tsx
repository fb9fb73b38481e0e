import { Mark, Paper, Text } from '@mantine/core';
import { Fragment } from 'react';
import type { NeverRead } from './never-read.ts';
import classes from './redaction.module.css';
import { neverReadWords, trialWords } from './trial-words.ts';
import type { Tried } from './use-trial.ts';

interface Props {
  readonly tried: Tried;
  readonly secret: NeverRead | undefined;
}

/** The text with what stands for its hidden parts, and what those are. */
export function TriedText({ tried, secret }: Props) {
  const { text, parts, mayRecord, slow } = tried;
  return (
    <div role="status">
      <Paper withBorder radius="md" p="sm" className={classes.shown}>
        {mayRecord ? (
          <Shown text={text} parts={parts} />
        ) : (
          <Text size="sm">Nothing is recorded on that page.</Text>
        )}
      </Paper>
      <Text size="sm" c="dimmed" mt={6}>
        {trialWords(tried, secret)}
        {slow.length > 0 &&
          ' A term took too long with this text, which is hidden whole therefore: make it simpler.'}
      </Text>
    </div>
  );
}

/** What nobody would ever see of a field. */
export function SecretText({ text, secret }: { readonly text: string; readonly secret: NeverRead }) {
  return (
    <div role="status">
      <Paper withBorder radius="md" p="sm" className={classes.shown}>
        <Text size="sm">
          {text === '' ? 'Nothing.' : <Mark className={classes.hidden}>{secret.words}</Mark>}
        </Text>
      </Paper>
      <Text size="sm" c="dimmed" mt={6}>
        {neverReadWords(secret)}
      </Text>
    </div>
  );
}

function Shown({ text, parts }: Pick<Tried, 'text' | 'parts'>) {
  let at = 0;
  const shown = parts.map(({ start, end, words }) => {
    const before = text.slice(at, start);
    at = end;
    return (
      <Fragment key={start}>
        {before}
        <Mark className={classes.hidden}>{words}</Mark>
      </Fragment>
    );
  });
  return (
    <Text size="sm" component="p" m={0}>
      {shown}
      {text.slice(at)}
    </Text>
  );
}
