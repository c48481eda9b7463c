import type { Translate } from '../text/catalogue';
import type { uiText } from '../text/english';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to two days people count in hours: a deadline is "24 h", not "1 d". */
const COUNTED_IN_HOURS = 2 * DAY;

/**
 * Milliseconds in the two largest units that say enough: `6 h 28 m`, `3 d 4 h`, `48 m`, `12 s`. Rounded down, as a clock
 * that runs does: 1 h 28 m 59 s is not yet 1 h 29 m.
 */
export function formatDuration(milliseconds: number, t: Translate<(typeof uiText)['messages']>): string {
  const length = Math.abs(milliseconds);
  const parts: string[] = [];
  const whole = (unit: number) => Math.floor(length / unit);
  if (length >= COUNTED_IN_HOURS) {
    parts.push(t('duration.days', { days: whole(DAY) }));
    const hours = Math.floor((length % DAY) / HOUR);
    if (hours > 0) parts.push(t('duration.hours', { hours }));
  } else if (length >= HOUR) {
    parts.push(t('duration.hours', { hours: whole(HOUR) }));
    const minutes = Math.floor((length % HOUR) / MINUTE);
    if (minutes > 0) parts.push(t('duration.minutes', { minutes }));
  } else if (length >= MINUTE) {
    parts.push(t('duration.minutes', { minutes: whole(MINUTE) }));
  } else {
    parts.push(t('duration.seconds', { seconds: whole(1000) }));
  }
  return `${milliseconds < 0 ? '−' : ''}${parts.join('\u00a0')}`;
}
