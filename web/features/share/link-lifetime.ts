import { linkDays } from '../../../lib/contracts/share/link.ts';

/** How long a new link is to last: days as text, until the end of a day that is named, or without end. */
export const lifetimes = [
  { value: '1', label: 'In a day' },
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: 'date', label: 'On a date …' },
  { value: 'never', label: 'Never' },
] as const;

export const usualLifetime = String(linkDays);

/** ISO 8601; null without end, undefined when no day is named yet. `day` is `yyyy-mm-dd` where the person is. */
export function endOfLink(lifetime: string, day: string, now = new Date()): string | null | undefined {
  if (lifetime === 'never') return null;
  if (lifetime !== 'date') return new Date(now.getTime() + Number(lifetime) * 86_400_000).toISOString();
  const last = new Date(`${day}T23:59:59`);
  return Number.isNaN(last.getTime()) ? undefined : last.toISOString();
}

/** Today, as a date field takes it. */
export function today(now = new Date()): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}
