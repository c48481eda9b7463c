import type { ReactNode } from 'react';
import styles from './controls.module.css';
import { Mark, type MarkName } from './marks';

/** What a state means for the reader, apart from its word. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'accent' | 'internal';

/** The mark that goes with a tone where none is chosen. A neutral chip is a mere label and has none. */
const MARK_OF_TONE: Record<Tone, MarkName | undefined> = {
  neutral: undefined,
  good: 'check',
  warn: 'half',
  bad: 'cross',
  accent: 'dot',
  internal: undefined,
};

export interface ChipProps {
  tone?: Tone;
  /** The mark beside the word; `null` for none. Left out, the one that goes with the tone. */
  mark?: MarkName | null;
  size?: 'medium' | 'small';
  children: ReactNode;
}

/**
 * A state: a word with a mark, never a colour alone.
 *
 * @example <Chip tone="warn">Version 3 waits for delivery, 1 h 28 m</Chip>
 */
export function Chip({ tone = 'neutral', mark, size = 'medium', children }: ChipProps) {
  const name = mark === undefined ? MARK_OF_TONE[tone] : (mark ?? undefined);
  return (
    <span
      className={[styles.chip, styles[`tone-${tone}`], size === 'small' && styles.chipSmall].filter(Boolean).join(' ')}
    >
      {name && <Mark name={name} size={size === 'small' ? 10 : 11} />}
      <span className={styles.chipText}>{children}</span>
    </span>
  );
}
