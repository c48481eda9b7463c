// biome-ignore-all lint/a11y/useSemanticElements: the browser's <meter> has one part and colours of its own
import { Fragment } from 'react';
import { uiText } from '../text/english';
import { useFormat, useText } from '../text/locale-provider';
import styles from './feedback.module.css';

export interface MeterPart {
  /** Whose time it was, or is: "drafting", "finance". */
  label: string;
  /** Milliseconds. */
  spent: number;
  tone: 'accent' | 'good' | 'warn' | 'bad' | 'neutral';
}

export interface MeterProps {
  /** What is measured, to a screen reader: "Turnaround". */
  label: string;
  parts: readonly MeterPart[];
  /** Milliseconds allowed. */
  limit: number;
  /** Leaves the parts' names out, for a cell of a table. */
  compact?: boolean;
  /** Compact, and only the time that went by or is beyond the limit in words; the rest is in the bar. */
  brief?: boolean;
}

/** The turnaround clock: how much of the time allowed went by, and with whom. Beyond the limit it says by how much. */
export function Meter({ label, parts, limit, compact: small, brief }: MeterProps) {
  const t = useText(uiText);
  const format = useFormat();
  const spent = parts.reduce((sum, part) => sum + part.spent, 0);
  const whole = Math.max(limit, spent);
  const over = spent - limit;
  const compact = small || brief;
  const full =
    over > 0
      ? t('meter.over', { spent: format.duration(spent), over: format.duration(over), limit: format.duration(limit) })
      : t('meter.of', { spent: format.duration(spent), limit: format.duration(limit) });
  const text = !brief ? full : over > 0 ? t('meter.beyond', { over: format.duration(over) }) : format.duration(spent);
  // The time spent stands out; where it stands in the sentence is the language's matter.
  const written = format.duration(brief && over > 0 ? over : spent);
  const at = text.indexOf(written);
  return (
    <span className={styles.meter} data-compact={compact || undefined} title={brief ? full : undefined}>
      <span
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={whole}
        aria-valuenow={spent}
        aria-valuetext={full}
        className={compact ? `${styles.clock} ${styles.clockCompact}` : styles.clock}
      >
        {parts.map((part) => (
          <span key={part.label} data-tone={part.tone} style={{ inlineSize: `${(part.spent / whole) * 100}%` }} />
        ))}
        {over > 0 && <i style={{ insetInlineStart: `${(limit / whole) * 100}%` }} />}
      </span>
      <span className={styles.meterText} data-over={over > 0 || undefined}>
        {text.slice(0, at)}
        <b>{written}</b>
        {text.slice(at + written.length)}
      </span>
      {!compact && parts.length > 1 && (
        <small>
          {parts.map((part, index) => (
            <Fragment key={part.label}>
              {index > 0 && ' · '}
              {part.label} <span className="figures">{format.duration(part.spent)}</span>
            </Fragment>
          ))}
        </small>
      )}
    </span>
  );
}

export interface GaugeProps {
  /** "Margin against its floor" */
  label: string;
  /** 0 to 1. */
  value: number;
  /** A line that should not be crossed, 0 to 1. */
  mark?: number;
  /** How the value is said. */
  text: string;
  tone?: MeterPart['tone'] | 'internal';
}

/** One share of a whole with a mark on it, such as a margin and its floor. */
export function Gauge({ label, value, mark, text, tone = 'neutral' }: GaugeProps) {
  return (
    <span
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 100)}
      aria-valuetext={text}
      className={styles.gauge}
    >
      <span data-tone={tone} style={{ inlineSize: `${Math.min(1, Math.max(0, value)) * 100}%` }} />
      {mark !== undefined && <i style={{ insetInlineStart: `${mark * 100}%` }} />}
    </span>
  );
}
