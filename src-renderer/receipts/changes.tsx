import type { ChangeView } from '../../src-shared/kernel/command';
import { usePlaces } from '../app';
import { DiffView, NOTHING, Section, TextLink, useFormat, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';
import { valueText } from './values';
import { useAskWhy } from './why';

/** A change with the names of its kind and its row. */
export type NamedChange = ChangeView & { label: string; title: string };

export interface ChangeListProps {
  changes: readonly NamedChange[];
  /** In place of "What changed". */
  title?: string;
}

/** What changed, row by row and field by field; each field can be asked why it is so. */
export function ChangeList({ changes, title }: ChangeListProps) {
  const t = useText(receiptsText);
  return (
    <Section title={title ?? t('detail.changes')}>
      {changes.length === 0 && <p className="quiet">{t('detail.nothing')}</p>}
      {changes.map((change) => (
        <Change key={`${change.entity}-${change.id}-${change.op}`} change={change} />
      ))}
    </Section>
  );
}

function Change({ change }: { change: NamedChange }) {
  const t = useText(receiptsText);
  const format = useFormat();
  const places = usePlaces();
  const askWhy = useAskWhy();
  const to = places(change.entity, change.id);
  return (
    <div className={styles.change}>
      <p className={styles.changeHead}>
        <b>{to ? <TextLink to={to}>{change.title}</TextLink> : change.title}</b>
        <small>
          {change.label} {t(`detail.change.${change.op}`)}
        </small>
        <small>
          <TextLink to={`/receipts?entity=${change.entity}&id=${change.id}`}>{t('detail.history')}</TextLink>
        </small>
      </p>
      {change.fields.length > 0 && (
        <DiffView
          changes={change.fields.map(({ field, label, before, after }) => ({
            label,
            before: valueText(before, format),
            after: valueText(after, format),
            ask: {
              label: t('detail.why.of', { field: label }),
              run: () => askWhy(change.entity, change.id, field, valueText(after, format) ?? NOTHING),
            },
          }))}
        />
      )}
    </div>
  );
}
