import type { RulesDraft } from './rules-draft.ts';

export interface RuleFault {
  /** `/always/2/text`, as the server has it. */
  readonly pointer: string;
  readonly message: string;
}

/** Faults of the rules among those that the server told, with words for the field they are shown at. */
export function ruleFaults(errors: readonly RuleFault[]): RuleFault[] {
  return errors.map(({ pointer, message }) => ({
    pointer: pointer.replace(/^\/rules/, ''),
    message: sentence(message),
  }));
}

export function faultAt(faults: readonly RuleFault[], pointer: string): string | undefined {
  return faults.find((fault) => fault.pointer === pointer)?.message;
}

/** Of what the server said when it saved and when it tried, what is shown: the first at each field. */
export function atTheirFields(faults: readonly RuleFault[]): RuleFault[] {
  return faults.filter(({ pointer }, place) => faults.findIndex((one) => one.pointer === pointer) === place);
}

/** What is wrong before anything is sent: rows with nothing in them. */
export function emptyRows({ always, never, sites }: RulesDraft): RuleFault[] {
  const terms = { always, never };
  return [
    ...Object.entries(terms).flatMap(([list, rows]) =>
      rows.flatMap(({ text }, row) =>
        text.trim() === ''
          ? [{ pointer: `/${list}/${row}/text`, message: 'Write something, or take it out.' }]
          : [],
      ),
    ),
    ...sites.flatMap(({ host }, row) =>
      host.trim() === '' ? [{ pointer: `/sites/${row}/host`, message: 'Write a site, or take it out.' }] : [],
    ),
  ];
}

function sentence(text: string): string {
  const begun = /^(?:is|needs|fits) /.test(text)
    ? `This ${text}`
    : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}
