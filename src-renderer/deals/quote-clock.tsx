import type { QuoteClock } from '../../src-shared/deals';
import { useNow } from '../app';
import { Meter, TextLink, useFormat } from '../ui';
import styles from './deals.module.css';

/** How a deal's quote stands against its turnaround; the time taken, once it was sent. Nothing while no quote was asked for. */
export function QuoteClockCell({ clock, brief }: { clock: QuoteClock | null; brief?: boolean }) {
  const format = useFormat();
  const now = useNow();
  if (!clock) return null;
  const { requestedAt, dueAt, sentAt } = clock;
  if (requestedAt === null || dueAt === null) return <span className="quiet">{clock.number}</span>;
  const spent = (sentAt ?? now) - requestedAt;
  if (sentAt !== null) return <span className="quiet figures">{format.duration(spent)}</span>;
  const tone = spent > dueAt - requestedAt ? 'bad' : 'accent';
  return (
    <Meter
      label={clock.number}
      compact
      brief={brief}
      limit={dueAt - requestedAt}
      parts={[{ label: clock.state, spent, tone }]}
    />
  );
}

/** The clock with the quote that it belongs to, in the header of the deal. */
export function QuoteClockLine({ clock }: { clock: QuoteClock | null }) {
  if (!clock) return null;
  return (
    <span className={styles.fact}>
      <TextLink to={`/quotes/${clock.quote}`}>{clock.number}</TextLink> <QuoteClockCell clock={clock} />
    </span>
  );
}
