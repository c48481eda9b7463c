import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { type PlaceOf, usePersonName, usePlaces } from '../../app';
import { useDeskQueries } from '../../client';
import { ChangeList, type NamedChange, valueText } from '../../receipts';
import {
  Button,
  Chip,
  DetailHeader,
  KeyValueList,
  Mark,
  Row,
  Said,
  Section,
  TextLink,
  useFormat,
  useText,
} from '../../ui';
import styles from '../sync.module.css';
import { DiscardButton } from './discard-button';
import { EntryKind } from './entry-list';
import { inWords } from './input-fields';
import { Resend } from './resend';
import { attentionText } from './text';

type Refused = Extract<SyncInboxEntry, { kind: 'refused' }>;

/** A refused act: why, what it would have changed beside what stands now, and doing it again or discarding it. */
export function RefusedEntry({ entry }: { entry: Refused }) {
  const t = useText(attentionText);
  const format = useFormat();
  const nameOf = usePersonName();
  const places = usePlaces();
  const { changes, names } = useNamedChanges(entry);
  const { refusal, record } = entry;
  const to = (record && places(record.entity, record.id)) ?? placeOfInput(entry.input, places);
  return (
    <>
      <DetailHeader title={entry.sentence}>
        <EntryKind kind="refused" />
        <Chip size="small" mark={null}>
          {t(`refusal.${refusal.kind}`)}
        </Chip>
        <span>{t('refused.by', { name: nameOf(entry.actor) ?? t('erased'), time: format.dateTime(entry.at) })}</span>
        <TextLink to={`/receipts/${entry.id}`} className="mono">
          {t('refused.receipt', { number: format.digest(entry.id) })}
        </TextLink>
      </DetailHeader>
      <Why refusal={refusal} names={names} />
      {entry.reason && (
        <Section title={t('refused.reason')}>
          <Said>{entry.reason}</Said>
        </Section>
      )}
      {entry.mine ? (
        <>
          <Resend entry={entry} />
          <Row>
            {to && <Button to={to}>{t('refused.record')}</Button>}
            <DiscardButton id={entry.id} title={t('discard.title')} about={t('discard.about')} />
          </Row>
        </>
      ) : (
        <p className="quiet">{t('refused.elsewhere')}</p>
      )}
      <ChangeList changes={changes} names={names} title={t('refused.content')} />
    </>
  );
}

/** Where what an act was done to has a screen, though what it would have made has none: `{ quote: id }` leads to the quote. */
function placeOfInput(input: Refused['input'], places: PlaceOf): string | null {
  for (const [key, value] of Object.entries(input)) {
    const to = typeof value === 'string' ? places(key, value) : null;
    if (to) return to;
  }
  return null;
}

/** The sentences of the refusal, who decided, and for what was changed meanwhile: what stands now. */
function Why({ refusal, names }: Pick<Refused, 'refusal'> & Pick<ReturnType<typeof useNamedChanges>, 'names'>) {
  const t = useText(attentionText);
  const format = useFormat();
  const fields = refusal.fields.filter(({ present }) => present !== undefined);
  return (
    <Section title={t('refused.why')}>
      <ul className={styles.reasons}>
        {refusal.says.map((sentence) => (
          <li key={sentence}>
            <Mark name="cross" />
            <span>{sentence}</span>
          </li>
        ))}
        {refusal.needs.length > 0 && (
          <li>
            <Mark name="cross" />
            <span>{t('refused.needs', { list: format.list(refusal.needs) })}</span>
          </li>
        )}
      </ul>
      <p className="quiet">
        {refusal.by.length > 0
          ? t('refused.policies', { list: format.list(refusal.by), count: refusal.by.length })
          : t('refused.server')}
      </p>
      {fields.length > 0 && (
        <KeyValueList
          ruled
          items={fields.map(({ entity, id, field, present }) => ({
            key: `${entity} ${id} ${field}`,
            label: t('refused.present', { field: inWords(field) }),
            value: valueText(present, format, { names, field }) ?? t('conflict.empty'),
          }))}
        />
      )}
      {refusal.on.length > 0 && (
        <p>
          {t('refused.on')}:{' '}
          {refusal.on.map((hash) => (
            <TextLink key={hash} to={`/attention/${hash}`} className="mono">
              {format.digest(hash)}
            </TextLink>
          ))}
        </p>
      )}
    </Section>
  );
}

/** The changes with the names of their rows, as far as the receipt itself knows them. */
function useNamedChanges(entry: Refused) {
  const { data } = useQuery(useDeskQueries().receipts.get.queryOptions({ input: { hash: entry.id } }));
  const [empty] = useState({});
  const changes = entry.changes.map((change): NamedChange => {
    const known = data?.changes.find(({ entity, id }) => entity === change.entity && id === change.id);
    const { record } = entry;
    const title = record?.entity === change.entity && record.id === change.id ? record.title : undefined;
    return { ...change, label: known?.label ?? change.entity, title: known?.title ?? title ?? change.entity };
  });
  return { changes, names: data?.names ?? empty };
}
