/*
 * Classes of letters as ranges, for patterns without the flag `u`: property escapes make large patterns take tens of
 * milliseconds to compile, in every page and every cold start. In Latin Extended-A, and in the
 * extension that Vietnamese is written with, capitals and small letters alternate; there both count as capitals.
 */
export const upper =
  'A-Z\\u00c0-\\u00d6\\u00d8-\\u00de\\u0100-\\u017f\\u0386-\\u03ab\\u0400-\\u042f\\u1e00-\\u1eff';
/** With combining marks, so that decomposed letters are whole. */
export const letter =
  'A-Za-z\\u00aa\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0300-\\u052f\\u1e00-\\u1eff';
/** Letters and digits of any script, as host names and mail addresses may have them. */
export const anyLetter =
  'A-Za-z\\d\\u00aa\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u2c00-\\u2fef\\u3040-\\ud7ff\\uf900-\\ufdff';
