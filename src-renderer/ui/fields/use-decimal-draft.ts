import Decimal from 'decimal.js';
import { useEffect, useRef, useState } from 'react';
import type { ParsedDecimal } from '../format/parse-decimal';
import { uiText } from '../text/english';
import { useFormat, useText } from '../text/locale-provider';

export interface DecimalDraftOptions {
  /** Exact decimal string, `null` where empty. */
  value: string | null;
  onChange(value: string | null): void;
  /** Typed after the number and dropped. */
  units?: readonly string[];
  /** Shown with at least so many places once left. */
  digits?: number;
  min?: string;
  max?: string;
  /** Added or taken away by the up and down keys. */
  step?: string;
  /** What was typed already when editing began. */
  initialText?: string;
}

export interface DecimalDraft {
  /** What the input shows: what is being typed, or the value as the locale writes it. */
  text: string;
  /** Why what was typed is no number, once the field was left; or why the number is out of bounds. */
  problem: string | null;
  /** What is typed is no number, and the value is the one from before. Such a form must not be sent. */
  unreadable: boolean;
  type(text: string): void;
  /** Writes the value out in full, when the field is left. */
  settle(): void;
  nudge(direction: 1 | -1): void;
}

/**
 * A number while it is typed: each keystroke that makes a number is reported at once, so that totals follow in the same
 * frame; what is no number stays in the field with its reason, and the value from before holds until it is mended.
 */
export function useDecimalDraft({
  value,
  onChange,
  units,
  digits,
  min,
  max,
  step = '1',
  initialText,
}: DecimalDraftOptions): DecimalDraft {
  const format = useFormat();
  const t = useText(uiText);
  const written =
    value === null ? '' : format.number(value, digits !== undefined && fits(value, digits) ? { digits } : {});
  const [draft, setDraft] = useState<string | null>(initialText ?? null);
  const [left, setLeft] = useState(false);
  // Reported but perhaps not yet given back by the parent; a change to anything else comes from outside and wins.
  const reported = useRef(value);
  /** The value before anything was typed, which holds while what is typed cannot be read. */
  const before = useRef(value);
  useEffect(() => {
    if (reported.current !== value) {
      reported.current = value;
      setDraft(null);
    }
  }, [value]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what editing began with counts as typed, once
  useEffect(() => {
    if (initialText === undefined) return;
    const first = format.parse(initialText, units);
    if (first.ok) report(first.value);
  }, []);

  const report = (next: string | null) => {
    reported.current = next;
    if (next !== value) onChange(next);
  };
  const parsed = draft === null ? null : format.parse(draft, units);
  return {
    text: draft ?? written,
    // Half a number is no mistake: what cannot be read is said when the field is left, and from then on until it can.
    problem: parsed && !parsed.ok ? (left ? problemText(parsed) : null) : boundsProblem(value),
    unreadable: parsed !== null && !parsed.ok,
    type(text) {
      if (draft === null) before.current = value;
      setDraft(text);
      const next = format.parse(text, units);
      if (next.ok) setLeft(false);
      // Half of what was meant is no value: "1,5" must not leave the 1 behind that was read on the way.
      report(next.ok ? next.value : before.current);
    },
    settle() {
      if (parsed === null || parsed.ok) setDraft(null);
      else setLeft(true);
    },
    nudge(direction) {
      let next = new Decimal(value ?? '0').plus(new Decimal(step).times(direction));
      if (min !== undefined && next.lt(min)) next = new Decimal(min);
      if (max !== undefined && next.gt(max)) next = new Decimal(max);
      setDraft(null);
      report(next.toFixed());
    },
  };

  function problemText(problem: ParsedDecimal & { ok: false }): string {
    if (problem.problem === 'not-a-number') return t('number.not-a-number', { example: format.number('1234.5') });
    if (problem.suggestion) return t('number.ambiguous', { suggestion: problem.suggestion });
    return t('number.grouping', { example: format.number('1234567.5') });
  }

  function boundsProblem(current: string | null): string | null {
    if (current === null) return null;
    if (min !== undefined && new Decimal(current).lt(min)) return t('number.too-small', { least: format.number(min) });
    if (max !== undefined && new Decimal(current).gt(max)) return t('number.too-large', { most: format.number(max) });
    return null;
  }
}

/** Whether `value` has no more places than `digits`: showing fewer would hide what is stored. */
function fits(value: string, digits: number): boolean {
  return (value.split('.')[1] ?? '').length <= digits;
}
