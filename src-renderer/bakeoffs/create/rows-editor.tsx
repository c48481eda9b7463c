import { useState } from 'react';
import {
  bakeoffTemplates,
  measureName,
  runsNeeded,
  type SeriesSummary,
  templateHarness,
} from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { handOver, useDesk } from '../../client';
import {
  Button,
  ErrorSurface,
  FileDrop,
  IconButton,
  NumberField,
  Row,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useText,
} from '../../ui';
import styles from '../bakeoffs.module.css';
import {
  bandUnit,
  changedRow,
  findTemplate,
  isUnitOfRow,
  measureNames,
  newRow,
  ofTemplate,
  type PlanDraft,
  type RowDraft,
  rowsOfTemplate,
} from './plan-draft';
import { fromSeries } from './rows-of-file';
import { createText } from './text';

interface TemplateProps {
  draft: PlanDraft;
  /** Series of files that were handed over and wait for this plan; null where there are none. */
  waiting?: readonly SeriesSummary[] | null;
  onChange(change: Partial<PlanDraft>): void;
}

/** Rows from a template: choose what is measured with, name the workloads, or take their names from a trial run. */
export function TemplatePart({ draft, waiting = null, onChange }: TemplateProps) {
  const t = useText(createText);
  const template = findTemplate(draft.template);
  return (
    <>
      <SelectField
        label={t('template')}
        hint={template?.about}
        options={[
          ...bakeoffTemplates.map(({ name, label }) => ({ value: name, label })),
          { value: 'custom' as const, label: t('template.custom') },
        ]}
        value={draft.template}
        onChange={(name) => name && onChange(ofTemplate(name))}
      />
      {template && (
        <>
          {template.harnesses.length > 1 && (
            <SelectField
              label={t('harness')}
              options={template.harnesses.map(({ tool, metric }) => ({ value: tool, label: `${tool}, ${metric}` }))}
              value={templateHarness(template, draft.harness)?.tool ?? null}
              onChange={(harness) => harness && onChange({ harness })}
            />
          )}
          <TextAreaField
            label={t('workloads')}
            hint={t('workloads.hint')}
            value={draft.workloads}
            onChange={(workloads) => onChange({ workloads })}
            rows={3}
          />
          <Row>
            <Button onClick={() => onChange({ rows: rowsOfTemplate(draft) })}>{t('fill')}</Button>
          </Row>
        </>
      )}
      {waiting ? (
        <Row>
          <p className="quiet">{t('from.waiting.about')}</p>
          <Button onClick={() => onChange(fromSeries(draft, waiting))}>{t('from.waiting')}</Button>
        </Row>
      ) : (
        <FromFile onSeries={(series) => onChange(fromSeries(draft, series))} />
      )}
    </>
  );
}

function FromFile({ onSeries }: { onSeries(series: readonly SeriesSummary[]): void }) {
  const t = useText(createText);
  const desk = useDesk();
  const [state, setState] = useState<{ name: string; count: number | null } | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const look = async (file: File) => {
    setProblem(null);
    setState({ name: file.name, count: null });
    try {
      const { id } = await handOver(file);
      const { series, seriesCount } = await desk.bakeoffs.look({ file: id });
      onSeries(series);
      setState({ name: file.name, count: seriesCount });
    } catch (thrown) {
      setState(null);
      setProblem(errorRecord(thrown));
    }
  };
  return (
    <Stack gap={2}>
      <FileDrop label={t('from.file')} hint={t('from.hint')} onFiles={([file]) => file && void look(file)} />
      {state && (
        <p role="status" className="quiet">
          {state.count === null
            ? t('from.reading', { name: state.name })
            : t('from.read', { name: state.name, count: state.count })}
        </p>
      )}
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
    </Stack>
  );
}

interface RowsProps {
  rows: readonly RowDraft[];
  /** Whether rows may be of different metrics; a template's rows all have its harness's. */
  anyMetric?: boolean;
  onChange(rows: RowDraft[]): void;
}

/** The rows themselves, each editable in one line under common headings; says how many runs so many rows need. */
export function RowsEditor({ rows, anyMetric = false, onChange }: RowsProps) {
  const t = useText(createText);
  return (
    <Stack gap={3}>
      {rows.length === 0 && <p className="quiet">{t('row.none')}</p>}
      <ul className={styles.metricRows} data-metric={anyMetric || undefined}>
        {rows.map((row, index) => (
          <RowFields
            key={row.key}
            row={row}
            first={index === 0}
            anyMetric={anyMetric}
            onChange={(by) => onChange(rows.map((one) => (one.key === row.key ? changedRow(one, by) : one)))}
            onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
          />
        ))}
      </ul>
      <Row>
        <Button icon="plus" onClick={() => onChange([...rows, newRow(rows)])}>
          {t('row.add')}
        </Button>
        {rows.length > 0 && (
          <span className="quiet figures">{t('needed', { count: rows.length, runs: runsNeeded(rows.length) })}</span>
        )}
      </Row>
    </Stack>
  );
}

interface RowFieldsProps {
  row: RowDraft;
  first: boolean;
  anyMetric: boolean;
  onChange(by: Partial<RowDraft>): void;
  onRemove(): void;
}

function RowFields({ row, first, anyMetric, onChange, onRemove }: RowFieldsProps) {
  const t = useText(createText);
  const hideLabel = !first;
  return (
    <li className={styles.metricRow}>
      <TextField
        label={t('row.series')}
        hideLabel={hideLabel}
        value={row.series}
        onChange={(series) => onChange({ series })}
      />
      <TextField
        label={t('row.label')}
        hideLabel={hideLabel}
        value={row.label}
        onChange={(label) => onChange({ label })}
      />
      {anyMetric && (
        <TextField
          label={t('row.metric')}
          hideLabel={hideLabel}
          value={row.metric}
          onChange={(metric) => onChange({ metric })}
        />
      )}
      <SelectField
        label={t('row.measure')}
        hideLabel={hideLabel}
        options={[
          ...(row.exact ? [{ value: 'exact' as const, label: measureName(row.exact) }] : []),
          ...measureNames.map((name) => ({ value: name, label: t(`measure.${name}`) })),
        ]}
        value={row.measure}
        onChange={(measure) => measure && measure !== 'exact' && onChange({ measure })}
        searchable={false}
      />
      <TextField
        label={t('row.unit')}
        hideLabel={hideLabel}
        value={row.unit}
        onChange={(unit) => onChange({ unit })}
        error={isUnitOfRow(row) ? null : t('row.unit.cost')}
      />
      <SelectField
        label={t('row.better')}
        hideLabel={hideLabel}
        options={[
          { value: 'lower', label: t('row.lower') },
          { value: 'higher', label: t('row.higher') },
        ]}
        value={row.better}
        onChange={(better) => better && onChange({ better })}
      />
      <NumberField
        label={t('row.band')}
        hideLabel={hideLabel}
        placeholder={t('row.band.same')}
        unit={bandUnit(row)}
        value={row.band}
        onChange={(band) => onChange({ band })}
        min="0"
      />
      <IconButton icon="trash" label={t('row.remove', { label: row.label || row.series })} onClick={onRemove} />
    </li>
  );
}
