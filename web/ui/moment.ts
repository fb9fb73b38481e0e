const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** `5 minutes ago`; a date when it was more than a week ago. `iso` is ISO 8601. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (Math.abs(seconds) > 7 * 86_400) return dates.format(new Date(iso));
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return words.format(Math.round(seconds / size), unit);
}

/** `in 40 seconds`, `in 2 minutes`: never sooner than that. */
export function waitWords(seconds: number): string {
  if (seconds <= 1) return 'in a second';
  const [unit, size] = steps.find(([, size]) => seconds > size) ?? ['second', 1];
  return words.format(Math.ceil(seconds / size), unit);
}

const moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** `Nov 21, 2026, 2:15 PM`, where the person is. */
export function moment(iso: string): string {
  return moments.format(new Date(iso));
}
