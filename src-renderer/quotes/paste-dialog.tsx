import { Button, Chip, Dialog, Stack, useFormat, useText } from '../ui';
import type { PastedRow } from './paste';
import styles from './quotes.module.css';
import { quotesText } from './text';

export interface PasteDialogProps {
  rows: readonly PastedRow[] | null;
  busy: boolean;
  onClose(): void;
  onAdd(rows: readonly PastedRow[]): void;
}

/** Shows what pasted rows come to before any becomes a line; rows that need repair are named. */
export function PasteDialog({ rows, busy, onClose, onAdd }: PasteDialogProps) {
  const t = useText(quotesText);
  const format = useFormat();
  const ready = rows?.filter(({ line }) => line !== null) ?? [];
  return (
    <Dialog
      open={rows !== null}
      onClose={onClose}
      size="large"
      title={t('paste.title', { count: rows?.length ?? 0 })}
      actions={
        <Button
          kind="primary"
          busy={busy}
          unavailable={ready.length === 0 && t('paste.none')}
          onClick={() => onAdd(ready)}
        >
          {t('paste.add', { count: ready.length })}
        </Button>
      }
    >
      <Stack gap={3}>
        <p className="quiet">{t('paste.about')}</p>
        <table className={styles.pasted}>
          <thead>
            <tr>
              <th scope="col">{t('column.item')}</th>
              <th scope="col" className="figures">
                {t('column.quantity')}
              </th>
              <th scope="col" className="figures">
                {t('column.discount')}
              </th>
              <th scope="col">{t('column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows?.map((row) => (
              <tr key={row.row}>
                <td>{row.line?.name ?? (row.cells[0] || t('paste.row', { row: row.row }))}</td>
                <td className="figures">{row.line ? format.number(row.line.quantity) : (row.cells[1] ?? '')}</td>
                <td className="figures">
                  {row.line
                    ? row.line.discountBasisPoints === 0
                      ? '–'
                      : format.percent(row.line.discountBasisPoints)
                    : (row.cells[2] ?? '')}
                </td>
                <td>
                  {row.line ? (
                    <Chip tone="good" size="small">
                      {t('paste.ready')}
                    </Chip>
                  ) : (
                    <>
                      <Chip tone="bad" size="small">
                        {t('paste.repair')}
                      </Chip>{' '}
                      {row.problems.join(' ')}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Stack>
    </Dialog>
  );
}
