import { english as englishWeight, type WeightyWords } from '../gateway/weighty-words.ts';

/**
 * The sentences of a guide’s title, description and sections in one language, beside those of its steps
 * (`lib/domain/compose/titles/phrases.ts`). What buttons and pages are called is read by `goal-words.ts` and
 * `noun-phrase.ts`, in the language of the page.
 */
export interface GuidePhrases {
  readonly title: Readonly<Record<TitlePhrase, string>>;
  readonly description: Readonly<Record<DescriptionPhrase, string>>;
  /** Of like-named neighbours, the second of which is another thing. */
  readonly neighbours: Readonly<Record<'onPage' | 'down' | 'up' | 'another', string>>;
  /** Said after a title, of what is done for the second, third … time. */
  readonly repetitions: readonly string[];
  /** Of later ones, by the number's plural category for ordinals (CLDR) in `language`. */
  readonly laterRepetition: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
  /** BCP 47. */
  readonly language: string;
  /** What a model's answer in this language may not add. */
  readonly weighty: WeightyWords;
}

export type TitlePhrase =
  | 'empty'
  | 'use'
  | 'goTo'
  | 'somePage'
  | 'search'
  | 'set'
  | 'select'
  | 'upload'
  | 'open';

export type DescriptionPhrase =
  | 'twoSites'
  | 'manySites'
  | 'inSite'
  | 'ofSite'
  | 'startOn'
  | 'startAndFinish'
  | 'fromTo'
  | 'fromThroughTo'
  | 'page'
  | 'namedPage'
  | 'needs'
  | 'password'
  | 'card'
  | 'code'
  | 'file'
  | 'detail'
  | 'others'
  | 'comma'
  | 'and';

export const english: GuidePhrases = {
  title: {
    empty: 'Empty recording',
    use: 'Use {it}',
    goTo: 'Go to {it}',
    somePage: 'the page',
    search: 'Search for “{value}”',
    set: 'Set {it} to {value}',
    select: 'Select {value}',
    upload: 'Upload a file',
    open: 'Open “{it}”',
  },
  description: {
    twoSites: 'Start in {first} and finish in {last}.',
    manySites: 'You will work in {names}.',
    inSite: 'Everything is done in {it}.',
    ofSite: ' of {it}',
    startOn: 'Start on {first}{ofSite}.',
    startAndFinish: 'Start and finish on {first}{ofSite}.',
    fromTo: 'Start on {first}{ofSite} and finish on {last}.',
    fromThroughTo: 'Start on {first}{ofSite}, go on to {middle} and finish on {last}.',
    page: 'the “{it}” page',
    /** Its name says that it is a page. */
    namedPage: '“{it}”',
    needs: 'You will need {names}.',
    password: 'the password',
    card: 'the payment details',
    code: 'a one-time code',
    file: 'the file to upload',
    /** Of a field by its name. */
    detail: 'the {it}',
    others: 'other details',
    comma: ', ',
    and: ' and ',
  },
  neighbours: {
    onPage: '{title} on “{page}”',
    down: '{title} further down',
    up: '{title} further up',
    another: '{title}, another one',
  },
  repetitions: ['again', 'a third time', 'a fourth time', 'a fifth time'],
  laterRepetition: {
    one: 'for the {times}st time',
    two: 'for the {times}nd time',
    few: 'for the {times}rd time',
    other: 'for the {times}th time',
  },
  language: 'en',
  weighty: englishWeight,
};
