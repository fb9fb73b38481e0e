import { Cron } from 'croner';
import { UnsupportedError } from '../../service.ts';

/** Starts calling at a schedule's times; gives the way to stop it. */
export type Schedule = (fire: () => void) => () => void;

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `rate(5 minutes)` counts from the start; `cron(…)` has EventBridge's six fields, in UTC. */
export function scheduleOf(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const period = Number(rate[1]) * (units[rate[2] ?? ''] ?? 0);
    if (period === 0) throw new UnsupportedError(`the schedule ${expression}`);
    return (fire) => {
      const timer = setInterval(fire, period);
      return () => clearInterval(timer);
    };
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1];
  if (fields === undefined) throw new UnsupportedError(`the schedule ${expression}`);
  const cron = cronOf(fields, expression);
  return (fire) => {
    const job = new Cron(cron.getPattern() ?? '', { ...cronOptions, catch: true }, fire);
    return () => job.stop();
  };
}

/** The next time of a schedule after `from`; undefined for rates, which have no calendar. */
export function nextTime(expression: string, from: Date): Date | undefined {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1];
  return fields === undefined ? undefined : (cronOf(fields, expression).nextRun(from) ?? undefined);
}

/** Days of the week count from Sunday = 1, as EventBridge has them; `0/10` starts at 0. */
const cronOptions = {
  mode: '7-part',
  timezone: 'UTC',
  alternativeWeekdays: true,
  sloppyRanges: true,
} as const;

function cronOf(text: string, expression: string): Cron {
  const fields = text.trim().split(/\s+/);
  const [minutes, hours, day = '', month, weekday = '', year] = fields;
  // EventBridge wants exactly one of the two day fields; `?` stands for the other.
  if (fields.length !== 6 || (day === '?') === (weekday === '?')) {
    throw new UnsupportedError(`the schedule ${expression}`);
  }
  const days = day === '?' ? '*' : day;
  const weekdays = weekday === '?' ? '*' : weekday.replace(/^L$/, '7').replace(/^(\w+?)L$/, '$1#L');
  try {
    return new Cron(`0 ${minutes} ${hours} ${days} ${month} ${weekdays} ${year}`, {
      ...cronOptions,
      paused: true,
    });
  } catch (error) {
    throw new UnsupportedError(
      `the schedule ${expression}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
