import { titleParts } from '../../lib/contracts/compose/title.ts';

/** A step's title with the target's name set off. */
export function StepTitle({ title }: { title: string }) {
  let at = 0;
  return titleParts(title).map((part) => {
    const key = at;
    at += part.text.length + 1;
    return part.strong ? <strong key={key}>{part.text}</strong> : <span key={key}>{part.text}</span>;
  });
}
