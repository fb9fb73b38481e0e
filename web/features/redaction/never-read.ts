import { sensitivityOfName } from '../../../lib/contracts/capture/sensitive-words.ts';

const words = {
  password: 'a password',
  'one-time-code': 'a one-time code',
  card: 'payment details',
  hidden: 'a secret',
  masked: 'a secret',
} as const;

export interface NeverRead {
  readonly words: string;
  /** Nobody would see a text of that kind anywhere else on a page, so that there is nothing to try. */
  readonly whole: boolean;
}

/** What a field that is called so is taken for, whose content the recorder never reads. */
export function neverRead(label: string): NeverRead | undefined {
  const kind = sensitivityOfName(label);
  return kind && { words: words[kind], whole: kind === 'password' || kind === 'one-time-code' };
}
