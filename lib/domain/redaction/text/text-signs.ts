/** What one pass over a folded text notices: enough to know which kinds it cannot hold. */
export interface TextSigns {
  readonly length: number;
  /** Signs in the longest stretch without a blank. */
  readonly longest: number;
  readonly digits: number;
  readonly capitals: number;
  readonly ats: number;
  readonly brackets: number;
  readonly colons: number;
  readonly dots: number;
  readonly equals: number;
  readonly hyphens: number;
  readonly percents: number;
  readonly slashes: number;
  /** Signs beyond Latin, whose letters have no capitals to go by. */
  readonly others: number;
}

type Counted = Exclude<keyof TextSigns, 'length' | 'longest'>;

/** What each sign of ASCII counts as. */
const counted: readonly (Counted | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/\d/.test(sign)) return 'digits';
  if (/[A-Z]/.test(sign)) return 'capitals';
  const named = { '@': 'ats', ':': 'colons', '.': 'dots', '=': 'equals', '-': 'hyphens' } as const;
  if (/[([{<]/.test(sign)) return 'brackets';
  if (sign === '%') return 'percents';
  return sign === '/' ? 'slashes' : named[sign as keyof typeof named];
});

export function readSigns(text: string): TextSigns {
  const counts = {
    digits: 0,
    capitals: 0,
    ats: 0,
    brackets: 0,
    colons: 0,
    dots: 0,
    equals: 0,
    hyphens: 0,
    percents: 0,
    slashes: 0,
    others: 0,
  };
  let longest = 0;
  let since = 0;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code === 0x20 || code === 0x0a || code === 0x09) {
      longest = Math.max(longest, place - since);
      since = place + 1;
    } else if (code < 128) {
      const kind = counted[code];
      if (kind) counts[kind] += 1;
    } else {
      // Accented Latin, Greek and Cyrillic letters may be capitals; which of them are is not looked up.
      if (code >= 0xc0 && code < 0x590) counts.capitals += 1;
      if (code >= 0x100) counts.others += 1;
    }
  }
  return { ...counts, length: text.length, longest: Math.max(longest, text.length - since) };
}
