import { type ReactNode, useId } from 'react';
import styles from './controls.module.css';

export interface SegmentOption<Value extends string> {
  value: Value;
  label: ReactNode;
}

export interface SegmentProps<Value extends string> {
  /** What is chosen between: the name of the group to a screen reader. */
  label: string;
  options: readonly SegmentOption<Value>[];
  value: Value;
  onChange(value: NoInfer<Value>): void;
}

/** One of a few, all in sight. The arrow keys choose, as with any radio buttons. */
export function Segment<Value extends string>({ label, options, value, onChange }: SegmentProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.segment}>
      {options.map((option) => (
        <label key={option.value} className={styles.segmentOption}>
          <input
            type="radio"
            className="only-screen-reader"
            name={name}
            value={option.value}
            checked={option.value === value}
            // Where a dialog begins with the group, the focus begins on what is chosen.
            tabIndex={option.value === value ? 0 : -1}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
