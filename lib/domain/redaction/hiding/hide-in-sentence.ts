import { titleParts, titleText } from '../../../contracts/compose/title.ts';
import type { Hider } from './hider.ts';
import { sayPhrases } from './phrases.ts';

/** A title or description without what is sensitive, as one would say it; its marks stay around what they mark. */
export function hideInSentence(sentence: string, hider: Hider): string {
  const parts = titleParts(sentence).map(({ text, strong }) =>
    strong ? `**${hider.text(text)}**` : hider.text(text),
  );
  const hidden = sayPhrases(parts.join(''));
  // What begins within marks and ends behind them is seen without them alone.
  const plain = titleText(hidden);
  return hider.parts(plain).length === 0 ? hidden : sayPhrases(hider.text(plain));
}
