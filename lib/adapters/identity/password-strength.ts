import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import type { NewPasswordPorts } from '../../domain/identity/new-password.ts';

let estimator: ZxcvbnFactory | undefined;

/** Estimates how many guesses an attacker needs who knows common passwords, words, names, and whose account it is. */
export const zxcvbnStrength: NewPasswordPorts['strength'] = {
  score(password, known) {
    // Unpacking the words takes longer than everything else at the start of a function.
    estimator ??= new ZxcvbnFactory({
      dictionary: { ...common.dictionary, ...english.dictionary },
      graphs: common.adjacencyGraphs,
      translations: english.translations,
    });
    return estimator.check(password, known.flatMap(withParts)).score;
  },
};

/** `ada.lovelace@example.com` is tried as a whole and in parts. */
const withParts = (text: string) => [
  text,
  ...text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2),
];
