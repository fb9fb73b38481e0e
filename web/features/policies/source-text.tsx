import classes from './source-text.module.css';

/** Rules or a schema, to read. It scrolls, so the keyboard can go into it. */
export function SourceText({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={classes.source} tabIndex={0} aria-label={label}>
      <code>{text}</code>
    </section>
  );
}
