import { Input } from '@mantine/core';
import { type KeyboardEvent, useId } from 'react';
import { type Token, tokensOf } from './cedar-tokens.ts';
import type { PolicyFault } from './faults.ts';
import classes from './policy-text.module.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly faults: readonly PolicyFault[];
  readonly onChange: (text: string) => void;
}

/** A field for one rule: a plain text area, with the words of the language coloured and the wrong lines marked. */
export function PolicyText({ label, value, readOnly, faults, onChange }: Props) {
  const id = useId();
  const wrong = new Set(faults.map(({ line }) => line));
  const keepIndentation = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    const { selectionStart, value: text } = event.currentTarget;
    const line = text.slice(text.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
    const [indentation = ''] = /^[ \t]*/.exec(line) ?? [];
    if (indentation === '') return;
    event.preventDefault();
    // Unlike setting the value, this can be undone by the keyboard.
    document.execCommand('insertText', false, `\n${indentation}`);
  };
  return (
    <Input.Wrapper
      errorProps={{ mt: 8 }}
      id={id}
      label={label}
      error={faults.length > 0 && faults.map((fault) => faultWords(fault)).join(' ')}
    >
      <div className={classes.editor} data-wrong={faults.length > 0}>
        <pre className={classes.lines} aria-hidden>
          {numbered(value).map(({ number, line }) => (
            <div key={number} className={classes.line} data-wrong={wrong.has(number)}>
              {placed(tokensOf(line)).map(({ at, kind, text }) => (
                <span key={at} className={classes[kind]}>
                  {text}
                </span>
              ))}
            </div>
          ))}
        </pre>
        <textarea
          id={id}
          className={classes.field}
          value={value}
          readOnly={readOnly}
          spellCheck={false}
          autoCapitalize="off"
          maxLength={4_000}
          aria-invalid={faults.length > 0}
          aria-describedby={faults.length > 0 ? `${id}-error` : undefined}
          onKeyDown={keepIndentation}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </Input.Wrapper>
  );
}

const numbered = (text: string) => text.split('\n').map((line, index) => ({ number: index + 1, line }));

/** Each with where in its line it begins. */
function placed(tokens: readonly Token[]) {
  let at = 0;
  return tokens.map((token) => {
    const begins = at;
    at += token.text.length;
    return { ...token, at: begins };
  });
}

export function faultWords({ line, message }: PolicyFault): string {
  return line === undefined ? message : `Line ${line}: ${message}`;
}
