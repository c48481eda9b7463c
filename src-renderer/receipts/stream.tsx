import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from 'react';
import type { ReceiptLine } from '../../src-shared/receipts';
import { useNow } from '../app';
import { EntryLink, ListPane, useNavigation, useText } from '../ui';
import styles from './receipts.module.css';
import { ReceiptLineSentence } from './sentence';
import { receiptsText } from './text';

export interface ReceiptStreamProps {
  lines: readonly ReceiptLine[];
  /** How many there are altogether; more are asked for as one scrolls. */
  total: number;
  onMore(): void;
  /** The hash of the receipt that is open. */
  open: string | undefined;
  /** The path of a receipt, with the filters that hold. */
  pathOf(hash: string): string;
  empty: ReactNode;
}

/** Older receipts are asked for when fewer than these are left below what is in sight, so that scrolling does not stop there. */
const AHEAD = 40;

/** A line is about this high before it was measured. Pixels. */
const ESTIMATE = 66;

/** Receipts below each other, newest first; only what is in sight is drawn, older ones come as one scrolls. Arrow keys move. */
export function ReceiptStream({ lines, total, onMore, open, pathOf, empty }: ReceiptStreamProps) {
  const t = useText(receiptsText);
  const now = useNow();
  const { go } = useNavigation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATE,
    getItemKey: (index) => lines[index]?.hash ?? index,
    overscan: 6,
    initialRect: { width: 420, height: 640 },
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= lines.length - AHEAD && lines.length < total) onMore();
  }, [last, lines.length, total, onMore]);

  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = lines.findIndex(({ hash }) => hash === open);
    const to = Math.min(lines.length - 1, Math.max(0, at + step));
    const next = lines[to];
    if (!next) return;
    virtualizer.scrollToIndex(to);
    go(pathOf(next.hash));
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-hash="${next.hash}"]`)?.focus({ preventScroll: true }),
    );
  };
  if (lines.length === 0) return <ListPane>{empty}</ListPane>;
  return (
    <ListPane ref={scroller}>
      <ol
        className={styles.stream}
        aria-label={t('list.label')}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={move}
      >
        {items.map(({ index, key, start }) => {
          const line = lines[index];
          if (!line) return null;
          const current = line.hash === open;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={total}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Line line={line} to={pathOf(line.hash)} current={current} now={now} />
            </li>
          );
        })}
      </ol>
    </ListPane>
  );
}

interface LineProps {
  line: ReceiptLine;
  to: string;
  current: boolean;
  now: number;
}

/** One receipt of the stream. Drawn again only when something of its own changes, so that scrolling draws what comes into sight. */
const Line = memo(function Line({ line, to, current, now }: LineProps) {
  return (
    <EntryLink to={to} current={current} data-hash={line.hash}>
      <ReceiptLineSentence line={line} now={now} />
    </EntryLink>
  );
});
