import type { Hider } from './hider.ts';
import { isPhrase } from './phrases.ts';

/** Judged without its ending, which would make an e-mail address no such: `[an e-mail address].pdf`. */
export function hideInFileName(name: string, hider: Hider): string {
  const [ending = ''] = /\.\w{1,8}$/.exec(name) ?? [];
  const stem = hider.text(name.slice(0, name.length - ending.length));
  const kept = ending !== '' && isPhrase(stem) ? `[${stem}]` : stem;
  // What looked like an ending may be the end of an address.
  return hider.text(`${kept}${ending}`);
}
