import { useQuery } from '@tanstack/react-query';
import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { usePersonName, usePlaces } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { valueText } from '../../receipts';
import { Button, Chip, ErrorSurface, Row, TextLink, useFormat, useText } from '../../ui';
import styles from '../sync.module.css';
import { useSettle } from './discard-button';
import { EntryKind } from './entry-list';
import { takingOf } from './take-side';
import { attentionText } from './text';

type Conflict = Extract<SyncInboxEntry, { kind: 'conflict' }>;

/** A field that two people changed without knowing of each other: both values side by side, and which one is to stand. */
export function ConflictEntry({ entry }: { entry: Conflict }) {
  const t = useText(attentionText);
  const nameOf = usePersonName();
  const places = usePlaces();
  const { busy, problem, settle, forget } = useSettle(entry.id);
  const other = nameOf(entry.theirs.actor) ?? t('erased');
  const subject = useSubject(entry.mine.receipt);
  const to = places(entry.entity, entry.row) ?? (subject && places(subject.entity, subject.id));
  return (
    <>
      <header>
        <h2 className={styles.detailTitle}>{t('conflict.title', { label: entry.label, title: entry.title })}</h2>
        <p className={styles.meta}>
          <EntryKind kind="conflict" />
          {to && <TextLink to={to}>{t('refused.record')}</TextLink>}
        </p>
      </header>
      <p>{t('conflict.about', { name: other })}</p>
      <div className={styles.sides}>
        <Side entry={entry} side="mine" title={t('conflict.mine')} busy={busy} settle={settle} />
        <Side entry={entry} side="theirs" title={t('conflict.theirs', { name: other })} busy={busy} settle={settle} />
      </div>
      {entry.stands === 'neither' && (
        <>
          <p className="quiet">{t('conflict.neither')}</p>
          <Row>
            <Button busy={busy} onClick={() => void settle()}>
              {t('conflict.settle')}
            </Button>
          </Row>
        </>
      )}
      {problem && <ErrorSurface error={problem} onDismiss={forget} />}
    </>
  );
}

/** What the act was about: a line of a quote has no screen of its own, but the quote does. */
function useSubject(receipt: string) {
  return useQuery(useDeskQueries().receipts.get.queryOptions({ input: { hash: receipt } })).data?.subject;
}

interface SideProps {
  entry: Conflict;
  side: 'mine' | 'theirs';
  title: string;
  busy: boolean;
  settle(before?: () => Promise<unknown>): Promise<void>;
}

/** One of both values, by whom and when, and what one can do for it. */
function Side({ entry, side, title, busy, settle }: SideProps) {
  const t = useText(attentionText);
  const format = useFormat();
  const desk = useDesk();
  const nameOf = usePersonName();
  const places = usePlaces();
  const { value, actor, at, receipt } = entry[side];
  const { data } = useQuery(useDeskQueries().receipts.get.queryOptions({ input: { hash: receipt } }));
  const text = valueText(value, format, { names: data?.names, field: entry.field }) ?? t('conflict.empty');
  const stands = entry.stands === side;
  const take = takingOf(desk, entry.entity, entry.row, entry.field, value);
  const subject = useSubject(receipt);
  const to =
    places(entry.entity, entry.row) ??
    (subject && places(subject.entity, subject.id)) ??
    `/receipts?entity=${entry.entity}&id=${entry.row}`;
  return (
    <section className={styles.side} data-stands={stands || undefined} aria-label={title}>
      <header>
        <h3>{title}</h3>
        {stands && <Chip tone="good">{t('conflict.stands')}</Chip>}
      </header>
      <p className={styles.sideValue}>{text}</p>
      <p className="quiet">
        {t('conflict.when', { name: nameOf(actor) ?? t('erased'), time: format.dateTime(at) })} ·{' '}
        <TextLink to={`/receipts/${receipt}`} className="mono">
          {format.digest(receipt)}
        </TextLink>
      </p>
      <div>
        {stands ? (
          <Button
            kind="primary"
            busy={busy}
            aria-label={t('conflict.keep.of', { value: text })}
            onClick={() => void settle()}
          >
            {t('conflict.keep')}
          </Button>
        ) : take ? (
          <Button busy={busy} aria-label={t('conflict.take.of', { value: text })} onClick={() => void settle(take)}>
            {t('conflict.take')}
          </Button>
        ) : (
          <Button to={to}>{t('conflict.take.record')}</Button>
        )}
      </div>
    </section>
  );
}
