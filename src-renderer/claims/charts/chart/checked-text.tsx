import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { Button, Chip, Field, Row, useText } from '../../../ui';
import styles from './chart.module.css';
import type { Edit, Edits } from './edits';
import { FlagList } from './flag-list';
import { flagNear, inPlaceOf, markedRuns, withPhrase } from './marked-text';
import { type CheckedPlace, type ShownFlag, useShownFlags } from './shown-flags';
import { chartText } from './text';

/** What stands beside the field puts phrases into it by this. */
export interface CheckedTextHandle {
  insert(phrase: string): void;
}

export interface CheckedTextProps extends CheckedPlace {
  /** `<element id>/mapping`, or `chart/summary`: as waivers and unsaved edits name it. */
  place: string;
  /** The name of the field. */
  label: string;
  placeholder: string;
  empty: string;
  typed: Edit | undefined;
  edits: Edits;
  mayEdit: boolean;
  maxLength: number;
  rows?: number;
  /** Saves what was typed: whether it was. */
  onSave(text: string): Promise<boolean>;
  handle?: React.Ref<CheckedTextHandle>;
  /** In one line below the text. */
  children?: ReactNode;
}

/**
 * A text that is checked for its wording as it is typed. Flagged words are underlined; why, and what to write instead, stands below, and
 * Alt Enter takes it. Leaving the field saves; Escape gives up; what was typed survives a reload.
 */
export function CheckedText(props: CheckedTextProps) {
  const { place, label, value, typed, edits, mayEdit, onSave, handle, children } = props;
  const t = useText(chartText);
  const [active, setActive] = useState(false);
  const [saving, setSaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const cursor = useRef<number | null>(null);
  const text = typed?.text ?? value;
  const flags = useShownFlags(props, text, active);
  const dirty = typed !== undefined && typed.text !== value;
  const { clear } = edits;
  // What was saved is no longer an edit, once it is read back.
  useEffect(() => {
    if (typed && typed.text === value && !active) clear(place);
  }, [typed, value, active, clear, place]);
  const change = (next: string) => edits.set(place, next, value);
  const commit = async () => {
    if (!dirty || saving) return;
    setSaving(true);
    await onSave(text);
    setSaving(false);
  };
  const replace = (flag: ShownFlag) => {
    const put = inPlaceOf(flag.text, flag.suggestion);
    change(text.slice(0, flag.start) + put + text.slice(flag.end));
    goOnAt(field.current, flag.start + put.length);
  };
  useImperativeHandle(handle, () => ({
    insert(phrase) {
      const put = withPhrase(text, cursor.current ?? text.length, phrase);
      change(put.text);
      goOnAt(field.current, put.cursor);
    },
  }));
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && event.altKey) {
      const flag = flagNear(
        flags.filter(({ status }) => status === 'open'),
        event.currentTarget.selectionStart,
      );
      if (!flag) return;
      event.preventDefault();
      replace(flag);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void commit();
    } else if (event.key === 'Escape' && dirty) {
      event.preventDefault();
      event.stopPropagation();
      clear(place);
    }
  };
  const leave = (event: FocusEvent<HTMLDivElement>) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    setActive(false);
    void commit();
  };
  if (!mayEdit) {
    return (
      <div className={styles.checked}>
        {text === '' ? <p className="quiet">{props.empty}</p> : <p className={styles.prose}>{marked(text, flags)}</p>}
        <FlagList {...{ flags, label, place, chart: props.chart }} />
        {children}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus leaves the field and its buttons
    <div className={styles.checked} onBlur={leave}>
      <Field label={label} hideLabel>
        {(control) => (
          <div className={styles.layers}>
            {/* The same words underneath, with what is flagged underlined; the newline gives the last line its height. */}
            <div aria-hidden="true" className={styles.underlay}>
              {marked(text, flags)}
              {'\n'}
            </div>
            <textarea
              {...control}
              ref={field}
              className={styles.typing}
              rows={props.rows ?? 2}
              placeholder={props.placeholder}
              maxLength={props.maxLength}
              value={text}
              onFocus={() => setActive(true)}
              onSelect={(event) => {
                cursor.current = event.currentTarget.selectionStart;
              }}
              onChange={(event) => change(event.currentTarget.value)}
              onKeyDown={keys}
              aria-keyshortcuts="Alt+Enter Control+Enter"
            />
          </div>
        )}
      </Field>
      {dirty && (
        <div role="status" className={styles.unsaved}>
          <Row>
            <Chip size="small" tone="warn">
              {t('mapping.unsaved')}
            </Chip>
            <Button size="small" busy={saving} shortcut="Mod Enter" onClick={commit}>
              {t('mapping.save')}
            </Button>
            <Button size="small" kind="quiet" onClick={() => clear(place)}>
              {t('mapping.discard')}
            </Button>
          </Row>
          {typed.base !== value && (
            <p>{value === '' ? t('mapping.meanwhile.empty') : t('mapping.meanwhile', { text: value })}</p>
          )}
        </div>
      )}
      <FlagList {...{ flags, label, place, chart: props.chart }} onUse={replace} />
      {children}
    </div>
  );
}

/** The words with what is flagged marked. */
function marked(text: string, flags: readonly ShownFlag[]) {
  let at = 0;
  return markedRuns(text, flags).map((run) => {
    const key = at;
    at += run.text.length;
    if (run.flag === null) return <span key={key}>{run.text}</span>;
    return (
      <span key={key} className={styles.flagged} data-status={run.flag.status}>
        {run.text}
      </span>
    );
  });
}

/** Goes on typing at a place, once the changed text is in the field. */
function goOnAt(field: HTMLTextAreaElement | null, at: number): void {
  if (!field) return;
  field.focus();
  requestAnimationFrame(() => field.setSelectionRange(at, at));
}
