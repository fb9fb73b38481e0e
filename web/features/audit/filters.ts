/** What the log is narrowed to, as it stands in the page's address: days are the person's own. */
export const filterNames = ['actor', 'action', 'outcome', 'resource', 'from', 'to'] as const;
export type Filters = Readonly<Partial<Record<(typeof filterNames)[number], string>>>;

export function filtersOf(parameters: URLSearchParams): Filters {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = parameters.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}

/** The address of a page of the log. A day is taken in from its beginning to its end. */
export function logAddress(filters: Filters, cursor: string): string {
  const { from, to, ...rest } = filters;
  const query = new URLSearchParams({ limit: '50', ...rest });
  const begin = from && beginOf(from, 0);
  const end = to && beginOf(to, 1);
  if (begin) query.set('from', begin);
  if (end) query.set('to', end);
  if (cursor) query.set('cursor', cursor);
  return `/v1/audit?${query}`;
}

function beginOf(day: string, daysLater: number): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + daysLater);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
