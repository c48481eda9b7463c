import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { usePersonName } from '../../app';
import { DetailHeader, Mark, Row, Section, TextLink, useFormat, useText } from '../../ui';
import styles from '../sync.module.css';
import { DiscardButton } from './discard-button';
import { EntryKind } from './entry-list';
import { attentionText } from './text';

type Waiting = Extract<SyncInboxEntry, { kind: 'waiting' }>;
type Invalid = Extract<SyncInboxEntry, { kind: 'invalid' }>;

/** An act that builds on what the server has not seen: whose device holds that. */
export function WaitingEntry({ entry }: { entry: Waiting }) {
  const t = useText(attentionText);
  const nameOf = usePersonName();
  const holder = ({ person, device }: Waiting['for'][number]) => {
    const name = person === null ? null : (nameOf(person) ?? t('erased'));
    if (name !== null && device !== null) return t('waiting.device', { person: name, device });
    return name === null ? (device ?? t('waiting.unknown')) : t('waiting.person', { person: name });
  };
  return (
    <>
      <Head entry={entry} />
      <p>{t('waiting.about')}</p>
      <Section title={t('waiting.for')}>
        <ul className={styles.facts}>
          {entry.for.map((one) => (
            <li key={one.hash}>
              <Mark name="ring" />
              <span>{holder(one)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** An act that the server cannot take at all: why, and taking it out of its chain. */
export function InvalidEntry({ entry }: { entry: Invalid }) {
  const t = useText(attentionText);
  return (
    <>
      <Head entry={entry} />
      <Section title={t('invalid.why')}>
        <p>{entry.says}</p>
      </Section>
      <Row>
        <DiscardButton id={entry.id} title={t('discard.title')} about={t('discard.invalid')} />
      </Row>
    </>
  );
}

function Head({ entry }: { entry: Waiting | Invalid }) {
  const t = useText(attentionText);
  const format = useFormat();
  const nameOf = usePersonName();
  return (
    <DetailHeader title={entry.sentence}>
      <EntryKind kind={entry.kind} />
      <span>{t('refused.by', { name: nameOf(entry.actor) ?? t('erased'), time: format.dateTime(entry.at) })}</span>
      <TextLink to={`/receipts/${entry.id}`} className="mono">
        {t('refused.receipt', { number: format.digest(entry.id) })}
      </TextLink>
    </DetailHeader>
  );
}
