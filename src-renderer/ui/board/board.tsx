import { type DragEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { uiText } from '../text/english';
import { useFormat, useText } from '../text/locale-provider';
import styles from './board.module.css';

export interface BoardColumn<Card> {
  id: string;
  title: string;
  /** Beside the title: a sum, a mean time. */
  aside?: ReactNode;
  cards: readonly Card[];
  /** Why nothing can be moved here now. */
  closed?: string;
}

export interface BoardProps<Card> {
  label: string;
  columns: readonly BoardColumn<Card>[];
  cardKey(card: Card): string;
  /** The card's name to a screen reader and in announcements. */
  cardName(card: Card): string;
  /** What the card shows: words, chips, a meter; no controls, for the card itself is one. */
  renderCard(card: Card): ReactNode;
  onOpen?(card: Card): void;
  /** Left out, cards cannot be moved. */
  onMove?(card: Card, toColumn: string): void;
}

interface Place {
  column: number;
  row: number;
}

/**
 * Columns of cards. With the mouse cards are dragged; with the keyboard: arrow keys go from card to card, Enter opens,
 * Space picks a card up, left and right choose its column, Space puts it down, Escape leaves it.
 */
export function Board<Card>({ label, columns, cardKey, cardName, renderCard, onOpen, onMove }: BoardProps<Card>) {
  const t = useText(uiText);
  const format = useFormat();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [held, setHeld] = useState<{ key: string; over: string } | null>(null);
  const [said, setSaid] = useState('');

  const first = columns.find((column) => column.cards.length > 0)?.cards[0];
  const known = columns.some((column) => column.cards.some((card) => cardKey(card) === active));
  const stop = known ? active : first === undefined ? null : cardKey(first);

  const focus = (key: string) => {
    setActive(key);
    root.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(key)}"]`)?.focus();
  };
  const at = ({ column, row }: Place) => columns[column]?.cards[row];
  /** The card of the next column in a direction that has any, as near the same height as it gets. */
  const beside = ({ column, row }: Place, direction: 1 | -1): Card | undefined => {
    for (let next = column + direction; next >= 0 && next < columns.length; next += direction) {
      const cards = columns[next]?.cards ?? [];
      if (cards.length > 0) return cards[Math.min(row, cards.length - 1)];
    }
    return undefined;
  };
  /** The card that a key leads to. */
  const neighbour = (key: string, here: Place): Card | undefined => {
    if (key === 'ArrowUp') return at({ ...here, row: here.row - 1 });
    if (key === 'ArrowDown') return at({ ...here, row: here.row + 1 });
    if (key === 'ArrowLeft') return beside(here, -1);
    if (key === 'ArrowRight') return beside(here, 1);
    if (key === 'Home') return at({ ...here, row: 0 });
    return key === 'End' ? columns[here.column]?.cards.at(-1) : undefined;
  };
  const place = (card: Card, to: string) => {
    setHeld(null);
    const column = columns.find((one) => one.id === to);
    if (!column || column.cards.includes(card))
      return setSaid(t('board.left', { card: cardName(card), column: column?.title ?? '' }));
    onMove?.(card, to);
    setSaid(t('board.put-down', { card: cardName(card), column: column.title }));
    setActive(cardKey(card));
    // The card is in its new column only after the parent has moved it.
    requestAnimationFrame(() => focus(cardKey(card)));
  };

  const carry = (event: KeyboardEvent, card: Card, from: number) => {
    if (!held) return false;
    const over = columns.findIndex((column) => column.id === held.over);
    if (event.key === 'Escape') {
      setHeld(null);
      setSaid(t('board.left', { card: cardName(card), column: columns[from]?.title ?? '' }));
    } else if (event.key === ' ' || event.key === 'Enter') {
      place(card, held.over);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const step = event.key === 'ArrowLeft' ? -1 : 1;
      let next = over + step;
      while (columns[next]?.closed && next !== from) next += step;
      const column = columns[next];
      if (column) {
        setHeld({ key: held.key, over: column.id });
        setSaid(t('board.over', { card: cardName(card), column: column.title }));
      }
    }
    return true;
  };
  const keys = (event: KeyboardEvent, card: Card, here: Place) => {
    if (event.target !== event.currentTarget) return;
    if (held && carry(event, card, here.column)) {
      event.preventDefault();
    } else if (event.key === ' ' && onMove) {
      const column = columns[here.column];
      setHeld({ key: cardKey(card), over: column?.id ?? '' });
      setSaid(t('board.picked-up', { card: cardName(card), column: column?.title ?? '' }));
      event.preventDefault();
    } else if (event.key === 'Enter') {
      onOpen?.(card);
      event.preventDefault();
    } else {
      const next = neighbour(event.key, here);
      if (next === undefined) return;
      focus(cardKey(next));
      event.preventDefault();
    }
  };
  const drop = (event: DragEvent, column: BoardColumn<Card>) => {
    event.preventDefault();
    const key = event.dataTransfer.getData('text/plain');
    const card = columns.flatMap((one) => one.cards).find((one) => cardKey(one) === key);
    setHeld(null);
    if (card !== undefined && !column.closed) place(card, column.id);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would make a form of it
    <div ref={root} role="group" aria-label={label} aria-describedby={onMove && `${id}-help`} className={styles.board}>
      {onMove && (
        <p id={`${id}-help`} className="only-screen-reader">
          {t('board.help')}
        </p>
      )}
      {columns.map((column, columnAt) => (
        <section
          key={column.id}
          aria-labelledby={`${id}-${column.id}`}
          className={styles.column}
          data-over={(held && held.over === column.id) || undefined}
          onDragOver={(event) => {
            if (!held || column.closed) return;
            event.preventDefault();
            if (held.over !== column.id) setHeld({ ...held, over: column.id });
          }}
          onDrop={(event) => drop(event, column)}
        >
          <header className={styles.header}>
            <h2 id={`${id}-${column.id}`}>
              {column.title} <span className={styles.count}>{format.number(column.cards.length)}</span>
            </h2>
            {column.aside && <span className={styles.aside}>{column.aside}</span>}
          </header>
          {column.cards.length === 0 && <p className={styles.none}>{t('board.empty')}</p>}
          <ul className={styles.cards}>
            {column.cards.map((card, row) => {
              const key = cardKey(card);
              return (
                <li key={key}>
                  {/* biome-ignore lint/a11y/useSemanticElements: a card is laid out in blocks, which a button may not hold */}
                  <div
                    role="button"
                    data-card={key}
                    aria-label={cardName(card)}
                    aria-pressed={held?.key === key || undefined}
                    tabIndex={key === stop ? 0 : -1}
                    draggable={Boolean(onMove)}
                    className={styles.card}
                    data-held={held?.key === key || undefined}
                    onFocus={(event) => event.target === event.currentTarget && setActive(key)}
                    onBlur={() => held?.key === key && setHeld(null)}
                    onClick={() => onOpen?.(card)}
                    onKeyDown={(event) => keys(event, card, { column: columnAt, row })}
                    onDragStart={(event) => {
                      event.dataTransfer.setData('text/plain', key);
                      event.dataTransfer.effectAllowed = 'move';
                      setHeld({ key, over: column.id });
                    }}
                    onDragEnd={() => setHeld(null)}
                  >
                    {renderCard(card)}
                  </div>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      <p className="only-screen-reader" aria-live="assertive">
        {said}
      </p>
    </div>
  );
}
