import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DuplicateAct, Mapping, PreviewRow } from '../../../src-shared/deals';
import { errorRecord } from '../../../src-shared/kernel/errors';
import { CommandProblem, useCommand } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  ActionMenu,
  Button,
  Chip,
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorSurface,
  figureWidth,
  Push,
  Row,
  Segment,
  type Tone,
  TwoLines,
  useFormat,
  useText,
} from '../../ui';
import { moneyText } from '../shared';
import { dealsText } from '../text';
import type { ImportResult } from './done-step';
import styles from './import.module.css';
import type { ReadFile } from './import-screen';
import { Questions } from './questions';
import { importText } from './text';

export interface CheckStepProps {
  read: ReadFile;
  mapping: Mapping;
  onMapping(mapping: Mapping): void;
  onBack(): void;
  onDone(result: ImportResult): void;
}

/** Rows shown at most; the counts are of all. */
const SHOWN = 1000;

const toneOf: Record<PreviewRow['act'], Tone> = {
  create: 'good',
  update: 'accent',
  skip: 'neutral',
  undecided: 'warn',
};

/** Every row with what would happen to it, beside what has still to be decided. */
export function CheckStep({ read, mapping, onMapping, onBack, onDone }: CheckStepProps) {
  const t = useText(importText);
  const desk = useDeskQueries();
  const client = useDesk();
  const [show, setShow] = useState<'all' | 'undecided' | 'duplicates'>('all');
  const source = { file: read.file, reading: read.reading };
  const query = useQuery(
    desk.deals.csv.preview.queryOptions({
      input: { ...source, mapping, show, limit: SHOWN },
      meta: { entities: ['deal', 'account', 'contact', 'person'] },
      placeholderData: (before: unknown) => before as never,
    }),
  );
  const run = useCommand((call: { input: Mapping }) => client.deals.csv.run({ ...source, mapping: call.input }));
  const columns = usePreviewColumns(query.data?.rows ?? NO_ROWS, mapping, onMapping);
  const { data, error } = query;
  if (error) return <ErrorSurface error={errorRecord(error)} onRetry={() => void query.refetch()} />;
  if (!data) return null;
  const { summary } = data;
  const deals = summary.create + summary.update;
  const start = async () => {
    const outcome = await run.run(mapping);
    if (outcome?.result && outcome.receipt) onDone({ ...outcome.result, receipt: outcome.receipt });
  };
  return (
    <>
      <CommandProblem command={run} title={t('check.failed')} />
      <div className={styles.check}>
        <Questions summary={summary} mapping={mapping} onMapping={onMapping} />
        <div className={styles.rows}>
          <Row>
            <Segment
              label={t('check.show')}
              value={show}
              onChange={setShow}
              options={[
                { value: 'all', label: t('check.show.all') },
                { value: 'undecided', label: t('check.show.undecided') },
                { value: 'duplicates', label: t('check.show.duplicates') },
              ]}
            />
            <span role="status" className="figures">
              {t('check.summary', { create: summary.create, update: summary.update, skip: summary.skip })}
              {summary.newAccounts > 0 && ` · ${t('check.accounts', { count: summary.newAccounts })}`}
              {summary.newContacts > 0 && ` · ${t('check.contacts', { count: summary.newContacts })}`}
            </span>
            {summary.undecided > 0 && <Chip tone="warn">{t('check.undecided', { count: summary.undecided })}</Chip>}
          </Row>
          <DataTable
            label={t('check.rows')}
            rows={data.rows}
            total={data.total}
            columns={columns}
            rowKey={rowKey}
            rowHeight="auto"
            isQuiet={isSkipped}
            empty={<EmptyState>{show === 'undecided' ? t('check.decided') : t('check.nothing')}</EmptyState>}
            fill
          />
        </div>
      </div>
      <Row>
        <Push />
        <Button onClick={onBack}>{t('back')}</Button>
        <Button
          kind="primary"
          busy={run.busy}
          onClick={start}
          unavailable={
            summary.undecided > 0
              ? t('check.import.wait', { count: summary.undecided })
              : deals === 0 && t('check.import.nothing')
          }
        >
          {t('check.import', { count: deals })}
        </Button>
      </Row>
    </>
  );
}

const rowKey = (row: PreviewRow) => String(row.line);
const isSkipped = (row: PreviewRow) => row.act === 'skip';

const NO_ROWS: PreviewRow[] = [];

function usePreviewColumns(
  rows: readonly PreviewRow[],
  mapping: Mapping,
  onMapping: (mapping: Mapping) => void,
): DataColumn<PreviewRow>[] {
  const t = useText(importText);
  const deals = useText(dealsText);
  const format = useFormat();
  return useMemo(() => {
    const choose = (row: PreviewRow, act: DuplicateAct) =>
      onMapping({ ...mapping, duplicates: { ...mapping.duplicates, [row.line]: act } });
    const actOf = (row: PreviewRow) => (
      <Chip size="small" tone={toneOf[row.act]}>
        {t(`act.${row.act}`)}
      </Chip>
    );
    return [
      { id: 'line', header: t('row.line'), kind: 'figure', width: 56, sortable: false, value: ({ line }) => line },
      {
        id: 'act',
        header: t('row.act'),
        width: 116,
        sortable: false,
        cell: (row) =>
          row.duplicate === null ? (
            actOf(row)
          ) : (
            <ActionMenu
              trigger={
                <Button size="small" aria-label={t('row.choose', { line: row.line })}>
                  {t(`act.${row.act}`)}
                </Button>
              }
              items={(['skip', 'update', 'create'] as const).map((act) => ({
                id: act,
                label: t(`act.${act}`),
                run: () => choose(row, act),
              }))}
            />
          ),
      },
      {
        id: 'deal',
        header: t('row.deal'),
        width: 240,
        grow: 1,
        wrap: true,
        sortable: false,
        rowHeader: true,
        cell: (row) => <RowText row={row} />,
      },
      {
        id: 'stage',
        header: t('row.stage'),
        width: 116,
        sortable: false,
        cell: ({ stage, expectedClose }) => (
          <TwoLines below={expectedClose && format.date(expectedClose)}>
            {stage ? deals(`stage.${stage}`) : '–'}
          </TwoLines>
        ),
      },
      {
        id: 'value',
        header: t('row.value'),
        kind: 'figure',
        width: figureWidth(
          rows.map(({ valueMinor, currency }) => moneyText(format, valueMinor, currency) ?? ''),
          120,
        ),
        sortable: false,
        cell: ({ valueMinor, currency }) => moneyText(format, valueMinor, currency) ?? '–',
      },
    ];
  }, [rows, t, deals, format, mapping, onMapping]);
}

/** The deal and its account, and below what has still to be said about the row. */
function RowText({ row }: { row: PreviewRow }) {
  const t = useText(importText);
  const deals = useText(dealsText);
  const { duplicate, problems, accountState, account, contact } = row;
  const named = accountState === 'new' ? t('row.new-account', { name: account }) : account;
  return (
    <span className={styles.rowText}>
      <span>{row.title || '–'}</span>
      <small>{[named, contact].filter(Boolean).join(' · ')}</small>
      {problems.map(({ field, column, message }) => (
        <span key={field} className={styles.problem}>
          {column === null ? message : t('row.column', { column, message })}
        </span>
      ))}
      {accountState === 'similar' && <span className={styles.repeat}>{t('row.close-account')}</span>}
      {duplicate && (
        <span className={styles.repeat}>
          {duplicate.of === 'deal'
            ? t('row.repeats.deal', { number: duplicate.number, stage: deals(`stage.${duplicate.stage}`) })
            : t('row.repeats.line', { line: duplicate.line })}
        </span>
      )}
    </span>
  );
}
