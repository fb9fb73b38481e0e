import classes from './source-text.module.css';

/** Rules or a schema, to read. A field, so that the keyboard can go into it, scroll it and copy it. */
export function SourceText({ text, label }: { readonly text: string; readonly label: string }) {
  const lines = text.split('\n').length;
  return (
    <textarea
      className={classes.source}
      aria-label={label}
      readOnly
      rows={Math.min(lines, 20)}
      spellCheck={false}
      value={text}
    />
  );
}
