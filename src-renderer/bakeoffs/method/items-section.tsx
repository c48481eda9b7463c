import { useState } from 'react';
import { type BakeoffView, type PairedRow, sides } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';
import { Button, ErrorSurface, Section, useText } from '../../ui';
import { keepUnits } from '../verdict-words';
import styles from './method.module.css';
import { methodText } from './text';

/** Whether runs of both sides tell the item of each measurement of a row. */
const haveItems = ({ metrics, runs }: BakeoffView): boolean =>
  metrics.some(({ id }) =>
    sides.every((side) =>
      runs.some(
        (run) => run.side === side && run.observed?.rows.some(({ metric, items }) => metric === id && items === true),
      ),
    ),
  );

/** Rows of scores, compared item by item where the files tell which item each score is of: McNemar's test and the paired interval. */
export function ItemsSection({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(methodText);
  const desk = useDesk();
  const [rows, setRows] = useState<readonly PairedRow[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  if (!haveItems(bakeoff)) return null;
  const compare = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setRows(await desk.bakeoffs.items({ bakeoff: bakeoff.id }));
    } catch (thrown) {
      const record = errorRecord(thrown);
      if (record.code !== 'cancelled') setProblem(record);
    }
    setBusy(false);
  };
  return (
    <Section
      title={t('items.title')}
      aside={
        <Button size="small" busy={busy} onClick={() => void compare()}>
          {t('items.run')}
        </Button>
      }
    >
      <p className="quiet">{t('items.about')}</p>
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
      {rows?.length === 0 && <p role="status">{t('items.none')}</p>}
      {rows && rows.length > 0 && (
        <ul className={styles.items} aria-label={t('items.title')}>
          {rows.map(({ key, label, sentence }) => (
            <li key={key}>
              <b>{label}.</b> {keepUnits(sentence)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
