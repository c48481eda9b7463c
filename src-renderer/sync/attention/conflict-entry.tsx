import { useQuery } from '@tanstack/react-query';
import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { usePersonName, usePlaces } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { valueText } from '../../receipts';
import { Button, Chip, DetailHeader, ErrorSurface, Row, TextLink, useFormat, useText } from '../../ui';
import styles from '../sync.module.css';
import { useSettle } from './discard-button';
import { EntryKind } from './entry-list';
import { placeOfRow } from './place-of-row';
import { takingOf } from './take-side';
import { attentionText } from './text';

type Conflict = Extract<SyncInboxEntry, { kind: 'conflict' }>;

/** A field that two people changed without knowing of each other: both values side by side, and which one is to stand. */
export function ConflictEntry({ entry }: { entry: Conflict }) {
  const t = useText(attentionText);
  const nameOf = usePersonName();
  const { busy, problem, settle, forget } = useSettle(entry.id);
  const to = placeOfRow(usePlaces(), entry);
  const other = nameOf(entry.theirs.actor) ?? t('erased');
  return (
    <>
      <DetailHeader title={t('conflict.title', { label: entry.label, title: entry.title })}>
        <EntryKind kind="conflict" />
        {to && <TextLink to={to}>{t('refused.record')}</TextLink>}
      </DetailHeader>
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

interface SideProps {
  entry: Conflict;
  side: 'mine' | 'theirs';
  title: string;
  busy: boolean;
  settle(before?: () => Promise<unknown>): Promise<void>;
}

/** From so many characters on a value is read, not looked at. */
const LONG = 80;

/** One of both values, by whom and when, and what one can do for it. */
function Side({ entry, side, title, busy, settle }: SideProps) {
  const t = useText(attentionText);
  const format = useFormat();
  const nameOf = usePersonName();
  const { value, actor, at, receipt } = entry[side];
  const { names, also, asking } = useWritten(receipt, entry);
  const currency = also['currency'] ?? entry.present['currency'];
  const text =
    valueText(value, format, { names, field: entry.field, currency: typeof currency === 'string' ? currency : null }) ??
    t('conflict.empty');
  const stands = entry.stands === side;
  return (
    <section className={styles.side} data-stands={stands || undefined} aria-label={title}>
      <header>
        <h3>{title}</h3>
        {stands && <Chip tone="good">{t('conflict.stands')}</Chip>}
      </header>
      <p className={styles.sideValue} data-long={text.length > LONG || undefined}>
        {text}
      </p>
      <p className="quiet">
        {t('conflict.when', { name: nameOf(actor) ?? t('erased'), time: format.dateTime(at) })}{' '}
        <span className={styles.digest}>
          ·{' '}
          <TextLink to={`/receipts/${receipt}`} className="mono">
            {format.digest(receipt)}
          </TextLink>
        </span>
      </p>
      <div className={styles.sideDeed}>
        {stands ? (
          <Button
            kind="primary"
            busy={busy}
            aria-label={t('conflict.keep.of', { value: text })}
            onClick={() => void settle()}
          >
            {t('conflict.keep')}
          </Button>
        ) : (
          <Take entry={entry} side={side} also={also} text={text} busy={busy || asking} settle={settle} />
        )}
      </div>
    </section>
  );
}

interface TakeProps extends Pick<SideProps, 'entry' | 'side' | 'busy' | 'settle'> {
  also: Readonly<Record<string, unknown>>;
  text: string;
}

/** Writes the value that does not stand, or says why it cannot be written here and leads to where it is changed. */
function Take({ entry, side, also, text, busy, settle }: TakeProps) {
  const t = useText(attentionText);
  const desk = useDesk();
  const { entity, row, field, present } = entry;
  const to = placeOfRow(usePlaces(), entry) ?? `/receipts?entity=${entity}&id=${row}`;
  const take = takingOf({ entity, row, field, value: entry[side].value, present, also });
  if (typeof take === 'string') {
    return (
      <>
        <p className="quiet">{t(take)}</p>
        <Button to={to}>{t('conflict.take.record')}</Button>
      </>
    );
  }
  return (
    <Button
      busy={busy}
      aria-label={t('conflict.take.of', { value: text })}
      onClick={() => void settle(() => take(desk))}
    >
      {t('conflict.take')}
    </Button>
  );
}

/** What a side's receipt wrote in the row besides, and what rows are called whose ids occur in it. */
function useWritten(hash: string, { entity, row }: Conflict) {
  const { data, isPending } = useQuery(useDeskQueries().receipts.get.queryOptions({ input: { hash } }));
  const change = data?.changes.find((one) => one.entity === entity && one.id === row);
  const also = Object.fromEntries(change?.fields.map(({ field, after }) => [field, after]) ?? []);
  return { names: data?.names ?? {}, also, asking: isPending };
}
