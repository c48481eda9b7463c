import { useMemo, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import {
  type MeterOrder,
  type ReadUsageFile,
  type UsageProblem,
  type UsageReading,
  unreadableRows,
} from '../../../src-shared/quotes';
import { type QuantitySource, type UsageSource, usageTakes } from '../../../src-shared/usage';
import { handOver, useDesk } from '../../client';
import {
  CheckField,
  type DataColumn,
  DataTable,
  ErrorSurface,
  FileDrop,
  FormRow,
  NumberField,
  SelectField,
  TextField,
  useText,
} from '../../ui';
import { meteringText } from './text';

/** What is taken of a usage file while it is being chosen. */
export interface UsageForm {
  /** The file that was handed over, and its id; null: the one that the line has already. */
  read: (ReadUsageFile & { id: string }) | null;
  reading: UsageReading;
  meter: string | null;
  unit: string;
  take: UsageSource['take'];
  last: string | null;
  partialToo: boolean;
}

export function usageForm(source: QuantitySource | null, unit: string): UsageForm {
  const own = source?.kind === 'usage' ? source : null;
  return {
    read: null,
    reading: {},
    meter: own?.meter ?? null,
    unit: own?.unit ?? unit,
    take: own?.take ?? 'mean',
    last: own?.lastMonths ? String(own.lastMonths) : '3',
    partialToo: own?.partialToo ?? false,
  };
}

/** The meter of the file that is chosen; the only one where there is one. */
const meterOfForm = ({ read, meter }: UsageForm) =>
  read?.meters.length === 1 ? read.meters[0] : read?.meters.find((own) => own.meter === meter);

/** The source and the order that the form says; null while it is unfinished. */
export function usageSource(
  form: UsageForm,
  was: QuantitySource | null,
): { source: UsageSource; order: Extract<MeterOrder, { kind: 'usage' }> } | null {
  const present = was?.kind === 'usage' ? was : null;
  const lastMonths = form.take === 'last' ? Number(form.last ?? 0) : null;
  if (lastMonths !== null && !(Number.isInteger(lastMonths) && lastMonths >= 1 && lastMonths <= 120)) return null;
  const taken = {
    take: form.take,
    partialToo: form.partialToo,
    ...(lastMonths !== null && { lastMonths }),
  };
  if (!form.read) {
    if (!present) return null;
    const { file, meter, unit } = present;
    return {
      source: { ...present, ...taken, lastMonths },
      order: { kind: 'usage', file: file.sha256, meter, unit, ...taken },
    };
  }
  const chosen = meterOfForm(form);
  const unit = chosen?.unit ?? form.unit.trim();
  if (!chosen || form.read.problems.length > 0 || unit === '' || chosen.measured.length === 0) return null;
  const { name, sha256, id } = form.read;
  const { meter, measured } = chosen;
  return {
    source: { kind: 'usage', file: { name, sha256 }, meter, unit, ...taken, lastMonths, measured },
    order: { kind: 'usage', file: id, meter, unit, ...taken, reading: form.reading },
  };
}

export interface UsageFieldsProps {
  form: UsageForm;
  was: QuantitySource | null;
  onChange(part: Partial<UsageForm>): void;
}

/** A usage file, its meter, and what of its months is taken. Rows that cannot be read are all named. */
export function UsageFields({ form, was, onChange }: UsageFieldsProps) {
  const t = useText(meteringText);
  const desk = useDesk();
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const { read } = form;
  const present = was?.kind === 'usage' ? was : null;
  const chosen = meterOfForm(form);
  const unreadable = (read?.problems.length ?? 0) > 0;
  const measured = unreadable ? undefined : read ? chosen?.measured : present?.measured;
  const partial = (measured ?? []).filter((own) => own.partial).map(({ month }) => month);
  const readAs = async (id: string, reading: UsageReading) => {
    setProblem(null);
    try {
      onChange({ read: { ...(await desk.quotes.readUsage({ file: id, reading })), id }, reading });
    } catch (thrown) {
      onChange({ read: null });
      setProblem(errorRecord(thrown));
    }
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      await readAs((await handOver(file)).id, {});
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
  };
  return (
    <>
      <FileDrop
        label={t('usage.file')}
        hint={present && !read ? t('usage.kept', { name: present.file.name }) : t('usage.file.hint')}
        accept={['.csv', '.txt', '.tsv']}
        onFiles={([file]) => void choose(file)}
      />
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
      {read && (
        <p className="quiet">
          {read.name}: {t('usage.read', { count: read.rows, from: read.from, until: read.until })}
        </p>
      )}
      {read && unreadable && (
        <UnreadRows read={read} reading={form.reading} onReading={(reading) => void readAs(read.id, reading)} />
      )}
      {(measured || (read && read.meters.length > 1)) && (
        <FormRow>
          {read && read.meters.length > 1 && (
            <SelectField
              label={t('usage.meter')}
              options={read.meters.map(({ meter }) => ({ value: meter, label: meter }))}
              value={form.meter}
              onChange={(meter) => onChange({ meter })}
            />
          )}
          {read && chosen && chosen.unit === null && (
            <TextField label={t('usage.unit')} value={form.unit} onChange={(unit) => onChange({ unit })} />
          )}
          <SelectField
            label={t('usage.take')}
            options={usageTakes.map((value) => ({ value, label: t(`take.${value}`) }))}
            value={form.take}
            onChange={(take) => take && onChange({ take })}
          />
          {form.take === 'last' && (
            <NumberField
              label={t('usage.last')}
              min="1"
              max="120"
              value={form.last}
              onChange={(last) => onChange({ last })}
            />
          )}
        </FormRow>
      )}
      {partial.length > 0 && (
        <CheckField
          label={t('usage.partial')}
          hint={t('usage.partial.which', { months: partial.join(', ') })}
          checked={form.partialToo}
          onChange={(partialToo) => onChange({ partialToo })}
        />
      )}
      {chosen && chosen.missing.length > 0 && (
        <p role="status">{t('usage.missing', { months: chosen.missing.join(', ') })}</p>
      )}
    </>
  );
}

const decimals = ['point', 'comma'] as const;
const dates = ['dmy', 'mdy'] as const;

/** Every row that cannot be read, and what a person may say about the whole file to mend it. */
function UnreadRows({
  read,
  reading,
  onReading,
}: {
  read: ReadUsageFile;
  reading: UsageReading;
  onReading(reading: UsageReading): void;
}) {
  const t = useText(meteringText);
  const columns = useMemo(
    (): DataColumn<UsageProblem>[] => [
      { id: 'line', header: t('column.line'), kind: 'figure', width: 64, value: ({ line }) => line },
      { id: 'column', header: t('column.column'), width: 130, value: ({ column, heading }) => `${column}: ${heading}` },
      { id: 'problem', header: t('column.problem'), width: 300, grow: 1, value: ({ message }) => message, wrap: true },
    ],
    [t],
  );
  return (
    <>
      <p role="alert">{t('usage.bad', { count: unreadableRows(read.problems), all: read.rows })}</p>
      <FormRow>
        <SelectField
          label={t('usage.decimals')}
          clearable
          options={decimals.map((value) => ({ value, label: t(`decimals.${value}`) }))}
          value={reading.decimals ?? null}
          onChange={(value) => onReading({ ...reading, decimals: value ?? undefined })}
        />
        <SelectField
          label={t('usage.dates')}
          clearable
          options={dates.map((value) => ({ value, label: t(`dates.${value}`) }))}
          value={reading.dates ?? null}
          onChange={(value) => onReading({ ...reading, dates: value ?? undefined })}
        />
      </FormRow>
      <DataTable
        label={t('column.problem')}
        rows={read.problems}
        columns={columns}
        rowKey={({ line, column }) => `${line} ${column}`}
        rowHeight="auto"
        maxHeight={180}
      />
    </>
  );
}
