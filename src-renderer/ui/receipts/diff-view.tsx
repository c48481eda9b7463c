import type { ReactNode } from 'react';
import { useView } from '../layout/view';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './receipts.module.css';

export interface FieldChange {
  /** The field, as a person calls it. */
  label: string;
  /** Written values; `null` is an empty field. */
  before: string | null;
  after: string | null;
  internal?: boolean;
  /** Makes the label a button that asks where the value comes from. */
  ask?: { label: string; run(): void };
}

/** What changed, field by field: before on the left struck out, after on the right. */
export function DiffView({ changes, caption }: { changes: readonly FieldChange[]; caption?: ReactNode }) {
  const t = useText(uiText);
  const view = useView();
  const shown = changes.filter((change) => view === 'ours' || !change.internal);
  if (shown.length === 0) return <p className="quiet">{t('diff.nothing')}</p>;
  return (
    <table className={styles.diff}>
      {caption && <caption>{caption}</caption>}
      <thead className="only-screen-reader">
        <tr>
          <th scope="col">{t('diff.field')}</th>
          <th scope="col">{t('diff.before')}</th>
          <th scope="col">{t('diff.after')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((change) => (
          <tr key={change.label} data-internal={change.internal || undefined}>
            <th scope="row">
              {change.ask ? (
                <button type="button" className={styles.ask} aria-label={change.ask.label} onClick={change.ask.run}>
                  {change.label}
                </button>
              ) : (
                change.label
              )}
            </th>
            <td>
              {change.before === null ? (
                <span className={styles.nothing}>{t('diff.empty')}</span>
              ) : (
                <del>{change.before}</del>
              )}
            </td>
            <td>
              {change.after === null ? (
                <span className={styles.nothing}>{t('diff.empty')}</span>
              ) : (
                <ins>{change.after}</ins>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
