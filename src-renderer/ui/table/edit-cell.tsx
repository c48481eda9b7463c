import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useGridPlace, useTabStop } from '../controls/grid-focus';
import type { Explain } from '../explain/explanation';
import { useAsking } from '../explain/traceable-number';
import { useDecimalDraft } from '../fields/use-decimal-draft';
import { uiText } from '../text/english';
import { useFormat, useText } from '../text/locale-provider';
import styles from './table.module.css';

interface EditCellFrame {
  /** What is edited, to a screen reader: "Quantity of Inference tokens". */
  label: string;
  /** What the cell shows while it is not edited; left out, the value. */
  children?: ReactNode;
  /** What is wrong with the value; shown below the cell while it is edited, and as a red edge. */
  error?: string | null;
  /** Shown, but not to be changed. */
  readOnly?: boolean;
  /** Makes it a number that can be asked where it comes from: pointing at it or focusing it opens its steps. */
  explain?: { value: string; explain: Explain };
}

export interface NumberCellProps extends EditCellFrame {
  /** Exact decimal string; `null` where empty. */
  value: string | null;
  /** Each keystroke that makes a number; Escape gives the old value back. For totals that follow while typing. */
  onChange?(value: string | null): void;
  /** The value to keep, when the cell is left by Enter, Tab or a click elsewhere. */
  onCommit(value: string | null): void;
  /** Shown with at least so many places. */
  digits?: number;
  unit?: string;
  min?: string;
  max?: string;
  /** Called by Escape in place of `onChange` with the old value: for a cell whose value follows from others. */
  onCancel?(): void;
}

/**
 * A number edited in its cell: Enter, F2, a click or simply typing begins; Enter keeps it and goes down, Tab goes right,
 * Escape takes it back.
 */
export function NumberCell({
  value,
  onChange,
  onCommit,
  onCancel,
  digits,
  unit,
  min,
  max,
  children,
  ...frame
}: NumberCellProps) {
  const format = useFormat();
  const edit = useCellEditing();
  const before = useRef(value);
  if (edit.text === null) before.current = value;
  const places = digits !== undefined && (value?.split('.')[1] ?? '').length <= digits ? { digits } : {};
  const written = value === null ? '' : `${format.number(value, places)}${unit ? `\u00a0${unit}` : ''}`;
  if (edit.text === null || frame.readOnly) {
    return (
      <Shown {...frame} edit={edit} text={written} figure onClear={() => onCommit(null)}>
        {children}
      </Shown>
    );
  }
  return (
    <NumberEditor
      {...frame}
      {...{ value, digits, unit, min, max }}
      edit={edit}
      initial={edit.text}
      onChange={(next) => onChange?.(next)}
      onCommit={(next) => next !== before.current && onCommit(next)}
      onCancel={() => (onCancel ? onCancel() : onChange?.(before.current))}
    />
  );
}

interface NumberEditorProps extends EditCellFrame, Pick<NumberCellProps, 'value' | 'digits' | 'unit' | 'min' | 'max'> {
  edit: CellEditing;
  /** What was typed to begin, or nothing to begin from the value. */
  initial: string;
  onChange(value: string | null): void;
  onCommit(value: string | null): void;
  onCancel(): void;
}

function NumberEditor({
  value,
  edit,
  initial,
  onChange,
  onCommit,
  onCancel,
  digits,
  unit,
  min,
  max,
  label,
  error,
}: NumberEditorProps) {
  const [current, setCurrent] = useState(value);
  const draft = useDecimalDraft({
    value: current,
    onChange: (next) => {
      setCurrent(next);
      onChange(next);
    },
    initialText: initial || undefined,
    ...(digits !== undefined && { digits }),
    ...(unit && { units: [unit] }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  });
  const keep = () => {
    draft.settle();
    if (draft.unreadable) return false;
    onCommit(current);
    return true;
  };
  return (
    <Editor
      label={label}
      text={draft.text}
      figure
      unreadable={draft.unreadable}
      problem={draft.problem ?? error ?? null}
      selectAll={!initial}
      edit={edit}
      onType={draft.type}
      onKeep={keep}
      onCancel={onCancel}
    />
  );
}

export interface TextCellProps extends EditCellFrame {
  value: string;
  onChange?(value: string): void;
  onCommit(value: string): void;
}

/** A line of text edited in its cell, with the keys of `NumberCell`. */
export function TextCell({ value, onChange, onCommit, children, ...frame }: TextCellProps) {
  const edit = useCellEditing();
  const before = useRef(value);
  const [text, setText] = useState<string | null>(null);
  if (edit.text === null) before.current = value;
  if (edit.text === null || frame.readOnly) {
    return (
      <Shown {...frame} edit={edit} text={value} onClear={() => onCommit('')}>
        {children}
      </Shown>
    );
  }
  const current = text ?? (edit.text || value);
  const end = () => setText(null);
  return (
    <Editor
      label={frame.label}
      text={current}
      problem={frame.error ?? null}
      selectAll={!edit.text}
      edit={edit}
      onType={(next) => {
        setText(next);
        onChange?.(next);
      }}
      onKeep={() => {
        if (current !== before.current) onCommit(current);
        end();
        return true;
      }}
      onCancel={() => {
        onChange?.(before.current);
        end();
      }}
    />
  );
}

interface CellEditing {
  /** `null` while shown; while edited, what was typed to begin, or `''`. */
  text: string | null;
  begin(text: string): void;
  end(): void;
  /** The control that the cell showed should have the focus again. */
  returning: { current: boolean };
}

function useCellEditing(): CellEditing {
  const [text, setText] = useState<string | null>(null);
  const returning = useRef(false);
  return { text, begin: setText, end: () => setText(null), returning };
}

interface ShownProps extends EditCellFrame {
  edit: CellEditing;
  text: string;
  figure?: boolean;
  onClear(): void;
}

function Shown({ label, text, children, error, readOnly, edit, figure, explain, onClear }: ShownProps) {
  const t = useText(uiText);
  const { active, pointing } = useAsking(explain?.value ?? '', explain?.explain);
  const stop = useTabStop();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (!edit.returning.current) return;
    edit.returning.current = false;
    button.current?.focus({ preventScroll: true });
  });
  if (readOnly) return <>{children ?? text}</>;
  const keys = (event: KeyboardEvent) => {
    const typed = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'Enter' || event.key === 'F2') edit.begin('');
    else if (event.key === 'Delete' || event.key === 'Backspace') onClear();
    else if (typed) edit.begin(event.key);
    else return;
    event.preventDefault();
  };
  return (
    <button
      ref={button}
      type="button"
      className={styles.shown}
      data-figure={figure || undefined}
      data-error={error ? true : undefined}
      data-asked={active || undefined}
      {...(explain && pointing)}
      aria-label={t('cell.edit', { label, value: text || t('cell.empty') })}
      tabIndex={stop}
      onClick={() => edit.begin('')}
      onKeyDown={keys}
    >
      {explain ? <span className={styles.askable}>{children ?? text}</span> : (children ?? (text || '\u00a0'))}
    </button>
  );
}

interface EditorProps {
  label: string;
  text: string;
  figure?: boolean;
  unreadable?: boolean;
  problem: string | null;
  /** Begins with everything selected, so that typing replaces it. */
  selectAll: boolean;
  edit: CellEditing;
  onType(text: string): void;
  /** Keeps the value; false where it cannot be, and editing goes on. */
  onKeep(): boolean;
  onCancel(): void;
}

function Editor({ label, text, figure, unreadable, problem, selectAll, edit, onType, onKeep, onCancel }: EditorProps) {
  const grid = useGridPlace();
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when editing begins
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (selectAll) input.current?.select();
  }, []);
  /** Leaves the cell, keeping the value, for a cell so many rows and columns away, or for the same one. */
  const leave = (element: HTMLElement, rows: number, columns: number) => {
    if (!onKeep()) return;
    done.current = true;
    const moved = grid?.move(element, rows, columns) ?? false;
    edit.returning.current = !moved;
    edit.end();
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') leave(event.currentTarget, event.shiftKey ? -1 : 1, 0);
    else if (event.key === 'Tab' && grid) leave(event.currentTarget, 0, event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      done.current = true;
      edit.returning.current = true;
      onCancel();
      edit.end();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className={styles.editor} data-error={problem ? true : undefined}>
      <input
        ref={input}
        type="text"
        inputMode={figure ? 'decimal' : undefined}
        autoComplete="off"
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        data-unreadable={unreadable || undefined}
        data-figure={figure || undefined}
        className={styles.editInput}
        value={text}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={keys}
        onBlur={() => {
          if (!done.current && onKeep()) edit.end();
        }}
      />
      {problem && (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
    </span>
  );
}

export interface ChoiceCellProps<Value extends string> {
  label: string;
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onCommit(value: NoInfer<Value>): void;
}

/** One of a list, chosen in its cell: Enter or Space opens the list. */
export function ChoiceCell<Value extends string>({ label, value, options, onCommit }: ChoiceCellProps<Value>) {
  const stop = useTabStop();
  return (
    <select
      className={styles.choice}
      aria-label={label}
      tabIndex={stop}
      value={value ?? ''}
      onChange={(event) => onCommit(event.currentTarget.value as Value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        event.currentTarget.showPicker?.();
      }}
    >
      {value === null && <option value="" />}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
