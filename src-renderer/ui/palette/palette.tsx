import { Modal } from '@mantine/core';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Icon, type IconName } from '../controls/icons';
import { Keys } from '../controls/keys';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import { type Match, match } from './match';
import styles from './palette.module.css';

export interface PaletteItem {
  id: string;
  label: string;
  /** Set beside the label and searched too: the account of a deal, the state of a quote. */
  detail?: string;
  keywords?: string;
  icon?: IconName;
  shortcut?: string;
  unavailable?: string | false | null;
  run(): void;
}

export interface PaletteGroup {
  id: string;
  label: string;
  items: readonly PaletteItem[];
  /** The items already answer the query (a search did it): they are shown as they are. */
  answered?: boolean;
}

export interface PaletteProps {
  open: boolean;
  onClose(): void;
  groups: readonly PaletteGroup[];
  /** What can be typed, where it is not the usual. */
  placeholder?: string;
  /** What is typed, for groups that are searched elsewhere. */
  onQuery?(query: string): void;
  /** A search is under way. */
  searching?: boolean;
}

interface Found {
  item: PaletteItem;
  match: Match | null;
}

/** What is found by its name comes before what is found by other words. */
const NAMED = 100;

/** Items of a group that answer the query, best first; all of them in their own order where nothing is typed. */
export function answer(group: PaletteGroup, query: string): Found[] {
  if (group.answered || query.trim() === '') return group.items.map((item) => ({ item, match: null }));
  return group.items
    .flatMap((item): Found[] => {
      const own = match(query, item.label);
      const other = match(query, [item.label, item.detail, item.keywords].filter(Boolean).join(' '));
      if (own) return [{ item, match: { ...own, score: own.score + NAMED } }];
      return other ? [{ item, match: { score: other.score, places: [] } }] : [];
    })
    .sort((a, b) => (b.match?.score ?? 0) - (a.match?.score ?? 0));
}

/** At most so many of a group at once: the rest is found by typing more. */
const SHOWN = 8;

/** Finds or does anything: one line to type in, arrow keys to choose, Enter to go. */
export function Palette({ open, onClose, groups, placeholder, onQuery, searching }: PaletteProps) {
  const t = useText(uiText);
  return (
    <Modal.Root
      opened={open}
      onClose={onClose}
      size={600}
      yOffset="12vh"
      classNames={{ content: styles.palette }}
      // It is there at once: whoever types on after Ctrl K means the palette from the first letter.
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Title className="only-screen-reader">{t('palette.label')}</Modal.Title>
        <PaletteBody {...{ onClose, groups, placeholder, onQuery, searching }} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ onClose, groups, placeholder, onQuery, searching }: Omit<PaletteProps, 'open'>) {
  const t = useText(uiText);
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // Before the next key can arrive; the dialog itself moves the focus only some moments later, and would give it back to this very line.
  useLayoutEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const found = useMemo(
    () =>
      groups
        .map((group) => ({ group, items: answer(group, query).slice(0, SHOWN) }))
        .filter(({ items }) => items.length > 0),
    [groups, query],
  );
  const flat = found.flatMap(({ items }) => items);
  const current = flat[Math.min(at, flat.length - 1)];
  const optionId = (item: PaletteItem) => `${id}-${item.id}`;

  const choose = (item: PaletteItem) => {
    if (item.unavailable) return;
    onClose();
    item.run();
  };
  const move = (to: number) => {
    const place = (to + flat.length) % flat.length;
    setAt(place);
    const option = flat[place] && document.getElementById(optionId(flat[place].item));
    option?.scrollIntoView?.({ block: 'nearest' });
  };
  const keys = (event: KeyboardEvent) => {
    if (flat.length > 0 && event.key === 'ArrowDown') move(at + 1);
    else if (flat.length > 0 && event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) choose(current.item);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles.ask}>
        <Icon name="search" />
        <input
          ref={input}
          data-autofocus
          type="text"
          role="combobox"
          aria-label={t('palette.label')}
          aria-expanded={flat.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current && optionId(current.item)}
          placeholder={placeholder ?? t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onKeyDown={keys}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
            onQuery?.(event.currentTarget.value);
          }}
        />
        <Keys keys="Esc" />
      </div>
      <div ref={list} role="listbox" id={`${id}-list`} aria-label={t('palette.label')} className={styles.list}>
        {found.map(({ group, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, not of form fields
          <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`}>
            <div id={`${id}-${group.id}`} className={styles.group}>
              {group.label}
            </div>
            {items.map((one) => (
              <Option
                key={one.item.id}
                id={optionId(one.item)}
                found={one}
                current={one === current}
                onPoint={() => setAt(flat.indexOf(one))}
                onChoose={() => choose(one.item)}
              />
            ))}
          </div>
        ))}
      </div>
      {flat.length === 0 && !searching && <p className={styles.nothing}>{t('palette.nothing', { query })}</p>}
      {searching && <p className={styles.nothing}>{t('palette.searching')}</p>}
      <p className="only-screen-reader" aria-live="polite">
        {query && t('palette.results', { count: flat.length })}
      </p>
    </>
  );
}

interface OptionProps {
  id: string;
  found: Found;
  current: boolean;
  onPoint(): void;
  onChoose(): void;
}

function Option({ id, found: { item, match: found }, current, onPoint, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input's keys choose among the options
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input
    <div
      role="option"
      id={id}
      aria-selected={current}
      aria-disabled={item.unavailable ? true : undefined}
      className={styles.option}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      {item.icon && <Icon name={item.icon} />}
      <span className={styles.label}>
        <span className={styles.line}>
          <span className={styles.name}>
            <Marked text={item.label} places={found?.places ?? []} />
          </span>
          {item.detail && <span className={styles.detail}> {item.detail}</span>}
        </span>
        {item.unavailable && <small className={styles.reason}>{item.unavailable}</small>}
      </span>
      {item.shortcut && <Keys keys={item.shortcut} />}
    </div>
  );
}

/** The text with the letters that matched set stronger. */
function Marked({ text, places }: { text: string; places: readonly number[] }) {
  if (places.length === 0) return <>{text}</>;
  const hits = new Set(places);
  const runs: { text: string; hit: boolean }[] = [];
  [...text].forEach((letter, index) => {
    const hit = hits.has(index);
    const last = runs.at(-1);
    if (last?.hit === hit) last.text += letter;
    else runs.push({ text: letter, hit });
  });
  return (
    <>
      {runs.map((run, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in order
        run.hit ? <b key={index}>{run.text}</b> : <span key={index}>{run.text}</span>,
      )}
    </>
  );
}
