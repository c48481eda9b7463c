import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTabStop } from '../controls/grid-focus';
import styles from './explain.module.css';
import type { Explain } from './explanation';
import { useInspector } from './inspector-store';

/** The inspector's id, so that numbers can name what they control. */
export const INSPECTOR_ID = 'inspector';

/** A pointer that only passes over a number asks nothing. Milliseconds. */
const PASSING = 80;

export interface TraceableNumberProps {
  /** The figure as it is shown: `57,794.40`. */
  value: string;
  /** Called when the number is pointed at, focused or clicked. */
  explain: Explain;
  /** What is shown in place of the value: with a unit, or smaller. */
  children?: ReactNode;
  className?: string;
}

/**
 * A number that can be asked where it comes from: dotted underline; pointing at it or focusing it opens its steps in
 * the inspector, Enter goes there. While it is explained it follows its own changes.
 *
 * @example <TraceableNumber value={format.amount(line.total, 'USD')} explain={() => explainLine(line)} />
 */
export function TraceableNumber({ value, explain, children, className }: TraceableNumberProps) {
  const { active, goThere, pointing } = useAsking(value, explain);
  const stop = useTabStop();
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      const button = event.currentTarget as HTMLElement;
      goThere();
      focusExplanation(button);
    } else if (event.key === 'Escape' && active) {
      event.stopPropagation();
      useInspector.getState().forget();
    }
  };
  return (
    <button
      type="button"
      className={[styles.number, 'figures', className].filter(Boolean).join(' ')}
      data-asked={active || undefined}
      aria-expanded={active}
      aria-controls={active ? INSPECTOR_ID : undefined}
      tabIndex={stop}
      {...pointing}
      onClick={goThere}
      onKeyDown={keys}
    >
      {children ?? value}
    </button>
  );
}

/**
 * What makes a number one that can be asked: pointing at it or focusing it opens its steps, and while it is explained they follow its
 * changes. Without `explain` it cannot be asked.
 */
export function useAsking(value: string, explain: Explain | undefined) {
  const id = useId();
  const active = useInspector((state) => state.asked?.id === id);
  const passing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(explain);
  latest.current = explain;
  const ask = () => {
    const asked = latest.current;
    if (asked) useInspector.getState().ask(id, value, () => (latest.current ?? asked)());
  };
  useEffect(() => () => clearTimeout(passing.current), []);
  useEffect(() => {
    const { asked, ask: again } = useInspector.getState();
    const now = latest.current;
    if (now && asked?.id === id && asked.value !== value) again(id, value, () => (latest.current ?? now)());
  }, [id, value]);
  return {
    active,
    goThere() {
      ask();
      useInspector.getState().setOpen(true);
    },
    pointing: {
      onPointerEnter() {
        clearTimeout(passing.current);
        passing.current = setTimeout(ask, PASSING);
      },
      onPointerLeave: () => clearTimeout(passing.current),
      onFocus: ask,
    },
  };
}

/** Moves the focus to the explanation once it is in the page; Escape there gives it back to the number. */
function focusExplanation(number: HTMLElement): void {
  requestAnimationFrame(() => {
    const panel = document.querySelector<HTMLElement>(`#${INSPECTOR_ID} [data-explanation]`);
    if (!panel) return;
    panel.focus();
    const back = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      panel.removeEventListener('keydown', back);
      number.focus();
    };
    panel.addEventListener('keydown', back);
  });
}
