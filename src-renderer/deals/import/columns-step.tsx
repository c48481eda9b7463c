import {
  type ImportField,
  importFields,
  type Mapping,
  openStages,
  type Reading,
  stages,
} from '../../../src-shared/deals';
import type { ErrorRecord } from '../../../src-shared/kernel/errors';
import { useActor, useDeskState } from '../../app';
import { Button, Card, CheckField, ErrorSurface, FormActions, SelectField, Stack, useText } from '../../ui';
import { currencyOptions } from '../forms/deal-form';
import { dealsText } from '../text';
import styles from './import.module.css';
import type { ReadFile } from './import-screen';
import { importText } from './text';

export interface ColumnsStepProps {
  read: ReadFile;
  mapping: Mapping;
  /** Why another way of reading did not work. */
  problem: ErrorRecord | null;
  onMapping(mapping: Mapping): void;
  onReading(reading: Reading): void;
  onBack(): void;
  onNext(): void;
}

/** Says what each column holds. Proposed from the headers; nothing is taken that is not shown here. */
export function ColumnsStep({ read, mapping, problem, onMapping, onReading, onBack, onNext }: ColumnsStepProps) {
  const t = useText(importText);
  const missing = (['title', 'account'] as const).filter((field) => mapping.columns[field] === undefined);
  const fieldOf = (column: number) => importFields.find((field) => mapping.columns[field] === column) ?? 'none';
  const choose = (column: number, field: ImportField | 'none' | null) => {
    const columns = { ...mapping.columns };
    for (const one of importFields) if (columns[one] === column) delete columns[one];
    // A field lies in one column: the last choice holds.
    if (field !== null && field !== 'none') columns[field] = column;
    onMapping({ ...mapping, columns });
  };
  const names = missing.map((field) => t(`field.${field}`));
  const wanted =
    names.length === 2 ? t('columns.missing.and', { first: names[0]!, second: names[1]! }) : (names[0] ?? '');
  return (
    <>
      <p>{t('columns.about', { rows: read.rows, name: read.name })}</p>
      {problem && <ErrorSurface error={problem} title={t('file.failed')} />}
      <div className={styles.columns}>
        <Card flush>
          <table className={styles.mapping} aria-label={t('columns.label')}>
            <thead>
              <tr>
                <th scope="col">{t('columns.column')}</th>
                <th scope="col">{t('columns.samples')}</th>
                <th scope="col">{t('columns.field')}</th>
              </tr>
            </thead>
            <tbody>
              {read.columns.map(({ name, samples }, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file; names may come twice
                <tr key={column}>
                  <th scope="row">{name}</th>
                  <td className={styles.samples}>{samples.map(shortened).join(' · ')}</td>
                  <td>
                    <FieldChoice column={name} value={fieldOf(column)} onChange={(field) => choose(column, field)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
        <Stack gap={4}>
          <Defaults mapping={mapping} onMapping={onMapping} />
          <ReadingChoice reading={read.reading} onReading={onReading} />
        </Stack>
      </div>
      <FormActions>
        <Button onClick={onBack}>{t('back')}</Button>
        <Button
          kind="primary"
          onClick={onNext}
          unavailable={missing.length > 0 && t('columns.missing', { fields: wanted })}
        >
          {t('next')}
        </Button>
      </FormActions>
    </>
  );
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const groups: Record<ImportField, 'deal' | 'account' | 'contact'> = {
  title: 'deal',
  stage: 'deal',
  value: 'deal',
  currency: 'deal',
  expectedClose: 'deal',
  owner: 'deal',
  source: 'deal',
  nextStep: 'deal',
  notes: 'deal',
  lostReason: 'deal',
  account: 'account',
  industry: 'account',
  website: 'account',
  address: 'account',
  contactName: 'contact',
  contactEmail: 'contact',
  contactPhone: 'contact',
  contactTitle: 'contact',
};

function FieldChoice(props: {
  column: string;
  value: ImportField | 'none';
  onChange(field: ImportField | 'none' | null): void;
}) {
  const t = useText(importText);
  const options = (Object.keys(groups) as ImportField[]).map((field) => ({
    value: field as ImportField | 'none',
    label: t(`field.${field}`),
    group: t(`group.${groups[field]}`),
  }));
  return (
    <SelectField
      label={t('columns.field.of', { column: props.column })}
      hideLabel
      options={[{ value: 'none' as const, label: t('columns.none') }, ...options]}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

/** What holds for rows that say nothing about it. */
function Defaults({ mapping, onMapping }: { mapping: Mapping; onMapping(mapping: Mapping): void }) {
  const t = useText(importText);
  const deals = useText(dealsText);
  const { people } = useDeskState();
  const actor = useActor();
  return (
    <Card title={t('defaults.title')}>
      <Stack gap={3}>
        <SelectField
          label={t('defaults.stage')}
          options={stages.map((stage) => ({ value: stage, label: deals(`stage.${stage}`) }))}
          searchable={false}
          value={mapping.defaultStage}
          onChange={(stage) => onMapping({ ...mapping, defaultStage: stage ?? openStages[0]! })}
        />
        <SelectField
          label={t('defaults.owner')}
          options={people
            .filter(({ archived }) => !archived)
            .map(({ id, name }) => ({ value: id, label: name ?? '–' }))}
          value={mapping.defaultOwner ?? actor.id}
          onChange={(owner) => onMapping({ ...mapping, defaultOwner: owner })}
        />
        <SelectField
          label={t('defaults.currency')}
          options={currencyOptions}
          searchable
          clearable
          value={mapping.currency}
          onChange={(currency) => onMapping({ ...mapping, currency })}
        />
      </Stack>
    </Card>
  );
}

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
const delimiters = [
  { value: ',', name: 'comma' },
  { value: ';', name: 'semicolon' },
  { value: '\t', name: 'tab' },
  { value: '|', name: 'pipe' },
] as const;

/** How the file was read; choosing otherwise reads it anew. */
function ReadingChoice({ reading, onReading }: { reading: ReadFile['reading']; onReading(reading: Reading): void }) {
  const t = useText(importText);
  return (
    <Card title={t('reading.title')}>
      <Stack gap={3}>
        <SelectField
          label={t('reading.encoding')}
          options={encodings.map((encoding) => ({ value: encoding, label: t(`encoding.${encoding}`) }))}
          value={reading.encoding}
          onChange={(encoding) => encoding && onReading({ ...reading, encoding })}
        />
        <SelectField
          label={t('reading.delimiter')}
          options={delimiters.map(({ value, name }) => ({ value, label: t(`delimiter.${name}`) }))}
          value={reading.delimiter}
          onChange={(delimiter) => delimiter && onReading({ ...reading, delimiter })}
        />
        <CheckField
          label={t('reading.header')}
          checked={reading.header}
          onChange={(header) => onReading({ ...reading, header })}
        />
      </Stack>
    </Card>
  );
}
