import type { ChangeView } from '../../src-shared/kernel/command';
import type { RowNames } from '../../src-shared/receipts';
import { usePlaces } from '../app';
import { DiffView, KeyValueList, NOTHING, Section, TextLink, useFormat, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';
import { differing, valueText } from './values';
import { useAskWhy } from './why';

/** A change with the names of its kind and its row. */
export type NamedChange = ChangeView & { label: string; title: string };

export interface ChangeListProps {
  changes: readonly NamedChange[];
  /** What rows are called whose ids occur in the values. */
  names: RowNames;
  /** In place of "What changed". */
  title?: string;
}

/** What changed, row by row and field by field; each field can be asked why it is so. */
export function ChangeList({ changes, names, title }: ChangeListProps) {
  const t = useText(receiptsText);
  return (
    <Section title={title ?? t('detail.changes')}>
      {changes.length === 0 && <p className="quiet">{t('detail.nothing')}</p>}
      {changes.map((change) => (
        <Change key={`${change.entity}-${change.id}-${change.op}`} change={change} names={names} />
      ))}
    </Section>
  );
}

function Change({ change, names }: { change: NamedChange; names: RowNames }) {
  const t = useText(receiptsText);
  const places = usePlaces();
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
      {change.fields.length > 0 &&
        (change.op === 'create' ? (
          <Created change={change} names={names} />
        ) : (
          <Changed change={change} names={names} />
        ))}
    </div>
  );
}

/** A new row has no before: its values are listed, without those that were left empty. */
function Created({ change, names }: { change: NamedChange; names: RowNames }) {
  const format = useFormat();
  const currency = currencyOf(change, 'after');
  const written = change.fields
    .map(({ field, label, after }) => ({
      ...{ field, label, after },
      text: valueText(after, format, { names, field, currency }),
    }))
    .filter((one): one is typeof one & { text: string } => one.text !== null)
    .map(({ field, label, after, text }) => ({
      key: field,
      label: <AskedLabel change={change} field={field} label={label} text={text} />,
      value: <CreatedValue value={after} text={text} names={names} />,
    }));
  return <KeyValueList items={written} ruled />;
}

/** A value; one that names a row leads to it. */
function CreatedValue({ value, text, names }: { value: unknown; text: string; names: RowNames }) {
  const places = usePlaces();
  const row = typeof value === 'string' ? names[value] : undefined;
  const to = row && places(row.entity, value as string);
  return to ? <TextLink to={to}>{text}</TextLink> : <span className={styles.value}>{text}</span>;
}

/** The name of a field that can be asked why it is what it is. */
function AskedLabel(props: { change: NamedChange; field: string; label: string; text: string }) {
  const t = useText(receiptsText);
  const askWhy = useAskWhy();
  const { change, field, label, text } = props;
  return (
    <button
      type="button"
      className={styles.ask}
      aria-label={t('detail.why.of', { field: label })}
      onClick={() => askWhy(change.entity, change.id, field, text)}
    >
      {label}
    </button>
  );
}

function Changed({ change, names }: { change: NamedChange; names: RowNames }) {
  const t = useText(receiptsText);
  const format = useFormat();
  const askWhy = useAskWhy();
  const [was, is] = [currencyOf(change, 'before'), currencyOf(change, 'after')];
  return (
    <DiffView
      changes={change.fields.map(({ field, label, before, after }) => {
        const text = valueText(after, format, { names, field, currency: is });
        const [left, right] = differing(before, after, field);
        return {
          label,
          before: valueText(left, format, { names, field, currency: was }),
          after: valueText(right, format, { names, field, currency: is }),
          ask: {
            label: t('detail.why.of', { field: label }),
            run: () => askWhy(change.entity, change.id, field, text ?? NOTHING),
          },
        };
      })}
    />
  );
}

/** The currency of a row's amounts, where the change says it: both are written together. */
function currencyOf(change: NamedChange, side: 'before' | 'after'): string | null {
  const currency = change.fields.find(({ field }) => field === 'currency')?.[side];
  return typeof currency === 'string' ? currency : null;
}
