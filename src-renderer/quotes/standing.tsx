import { type ClockPart, clockState, type QuoteStanding, type QuoteSummary } from '../../src-shared/quotes';
import { useNow } from '../app';
import { Chip, Meter, type MeterPart, type Tone, useFormat, useText } from '../ui';
import { quotesText } from './text';

const TONE: Record<QuoteStanding, Tone> = {
  draft: 'neutral',
  waiting: 'warn',
  returned: 'bad',
  approved: 'good',
  released: 'accent',
  sent: 'accent',
  accepted: 'good',
  expired: 'bad',
};

/** A role as a person says it; `finance:2` is a second person of finance. */
export function useRoleName(): (role: string) => string {
  const t = useText(quotesText);
  return (role) => {
    const key = `role.${role}` as keyof typeof quotesText.messages;
    return key in quotesText.messages ? (t as (key: string) => string)(key) : role;
  };
}

/** Where a quote stands, and whom it waits for. */
export function StandingChip({ quote, size }: { quote: QuoteSummary; size?: 'small' }) {
  const t = useText(quotesText);
  const format = useFormat();
  const roleName = useRoleName();
  const waits = quote.standing === 'waiting' ? quote.clock.waitingFor : [];
  const text =
    quote.standing === 'accepted'
      ? t('standing.accepted')
      : waits.length > 0
        ? t('standing.waiting.for', { version: quote.version, roles: format.list(waits.map(roleName)) })
        : t(`standing.${quote.standing}`, { version: quote.version });
  return (
    <Chip tone={TONE[quote.standing]} size={size}>
      {text}
    </Chip>
  );
}

export const PART_TONE: Record<ClockPart, NonNullable<MeterPart['tone']>> = {
  drafting: 'accent',
  'sign-off': 'warn',
  release: 'good',
  customer: 'neutral',
};

/** The turnaround clock of a quote; it goes on while one looks at it. */
export function QuoteMeter({
  quote,
  asked,
  compact,
}: {
  quote: QuoteSummary;
  /** When the answer came, milliseconds since 1970: what went by since is added to the running part. */
  asked: number;
  compact?: boolean;
}) {
  const t = useText(quotesText);
  const now = useNow(30_000);
  const { spent, running, targetMilliseconds } = quote.clock;
  const since = running ? Math.max(0, now - asked) : 0;
  const parts = spent.map(
    ({ part, milliseconds, waitingFor }): MeterPart => ({
      label: t(`clock.${part}`),
      // Somebody is waited for where the time runs just now.
      spent: milliseconds + (waitingFor.length > 0 ? since : 0),
      tone: PART_TONE[part],
    }),
  );
  return <Meter label={t('clock.label')} parts={parts} limit={targetMilliseconds} compact={compact} />;
}

/** How much is left of the target in its last quarter, or by how much it was missed; nothing before that. */
export function ClockWarning({ quote, asked }: { quote: QuoteSummary; asked: number }) {
  const t = useText(quotesText);
  const format = useFormat();
  const now = useNow(30_000);
  const { running, elapsed, targetMilliseconds } = quote.clock;
  const clock = { running, elapsed: elapsed + (running ? Math.max(0, now - asked) : 0) };
  const state = clockState(clock, targetMilliseconds);
  if (!running || state === 'in-time') return null;
  const left = format.duration(Math.abs(targetMilliseconds - clock.elapsed));
  return (
    <Chip tone={state === 'late' ? 'bad' : 'warn'} size="small">
      {t(state === 'late' ? 'clock.late' : 'clock.soon', { left })}
    </Chip>
  );
}
