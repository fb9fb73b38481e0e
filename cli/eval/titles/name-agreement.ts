import { fold, isVague } from './unusable.ts';

export type NameAgreement = 'exact' | 'agrees' | 'differs';

/**
 * Whether one of the names in a title is the reference. `agrees`: it is the reference without what stands beside a name,
 * and nothing else. The list of that is this evaluation's own, and short. `icons` are the parts of the reference that the
 * page draws as pictures: `person` of “person Profile”.
 */
export function nameAgreement(
  names: readonly string[],
  reference: string,
  icons: readonly string[] = [],
): NameAgreement {
  if (names.some((name) => fold(name) === fold(reference))) return 'exact';
  const bare = bareName(withoutIcons(reference, icons));
  return bare !== '' && names.some((name) => bareName(name) === bare) ? 'agrees' : 'differs';
}

/**
 * Whether people can read it and it says something: not a picture, a picture with a count on it, a sign that stands for
 * one (`×`), or what would make a title unusable (“Link”).
 */
export function isReadable(reference: string, icons: readonly string[] = [], role?: string): boolean {
  const read = withoutIcons(reference, icons);
  if (isVague(read.trim(), role)) return false;
  if (/\p{L}/u.test(read)) return true;
  return /\p{N}/u.test(read) && icons.length === 0 && !/\p{Co}/u.test(reference);
}

function withoutIcons(reference: string, icons: readonly string[]): string {
  // A style sheet may write it in capitals, and the tree then has those.
  return icons.reduce((rest, icon) => {
    const at = rest.toLowerCase().indexOf(icon.toLowerCase());
    return at < 0 ? rest : `${rest.slice(0, at)} ${rest.slice(at + icon.length)}`;
  }, reference);
}

const beside: readonly RegExp[] = [
  // Glyphs of icon fonts, emoji and arrows.
  /[\p{Co}\p{Cf}\p{Cc}\p{Extended_Pictographic}\u2190-\u21ff\u25a0-\u25ff\u2b00-\u2bff⋮☰]+/gu,
  // Badges: “Inbox 3”, “Alerts 3+”, “Mail (12)”.
  /(?<=\p{L}.*)\s[([]?\d{1,6}\+?[)\]]?$/u,
  // Shortcuts: “Save Ctrl+S”.
  /\s[([]?(?:(?:ctrl|cmd|alt|shift|meta)\s?\+\s?)+\S{1,9}[)\]]?$/i,
  // Marks of fields and of what leads on.
  /[\s:：*＊…]+$|(?<=\p{L})\.{3}$/gu,
  /\s?[([]?(?:required|optional|opens in (?:a )?new (?:tab|window))[)\]]?$/i,
  // What is told besides the name: how a column is sorted, a further sentence.
  /[\s,;:–-]*activate to .*$/i,
  /(?<=^.{12,}?)[.!?] \p{L}.*$/u,
  // What a placeholder asks to do with what it names: “Enter your city”.
  /^(?:please )?(?:enter|type|input) (?:your |the |an? )?(?=\p{L}{3})/iu,
];

function bareName(name: string): string {
  let bare = fold(name);
  for (let before = ''; before !== bare; ) {
    before = bare;
    for (const pattern of beside) bare = bare.replace(pattern, ' ').replace(/\s+/g, ' ').trim() || bare;
  }
  // Beside a sign the tree joins pieces now this way and now that: “test- data”, “test - data”.
  return bare.replace(/(?<=[^\p{L}\p{N}\s])\s|\s(?=[^\p{L}\p{N}\s])/gu, '');
}
