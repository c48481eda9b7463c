import type { FilePeek, RowsMapping } from '../../../src-shared/bakeoffs';
import { CheckField, FormRow, NumberField, SelectField, TextField, useText } from '../../ui';
import { FirstRows } from './first-rows';
import styles from './mapping.module.css';
import { UnitSuggestions } from './quantity-fields';
import { mappingText } from './text';
import { TimeFields } from './time-fields';
import { ValuesEditor } from './values-editor';

interface RowsFormProps {
  peek: FilePeek;
  content: RowsMapping;
  onChange(content: RowsMapping): void;
}

/** What the columns of a file mean, with its first rows in sight. */
export function RowsForm({ peek, content, onChange }: RowsFormProps) {
  const t = useText(mappingText);
  const change = (part: object) => onChange({ ...content, ...part } as RowsMapping);
  const options = columnOptions(peek, content);
  const [first, second] = 'columns' in content.key ? content.key.columns : [];
  const keep = 'columns' in content.key ? content.key.columns.slice(2) : [];
  const setKey = (columns: (string | null | undefined)[]) => {
    const named = columns.filter((column): column is string => Boolean(column));
    change({ key: named.length > 0 ? { columns: [...new Set(named)] } : { constant: 'all' } });
  };
  return (
    <>
      <UnitSuggestions />
      <FirstRows peek={peek} content={content} />
      {content.kind === 'csv' && <WrittenFields content={content} onChange={change} />}
      <section aria-label={t('columns.title')} className={styles.group}>
        <h3>{t('columns.title')}</h3>
        <FormRow>
          <SelectField
            label={t('columns.key')}
            placeholder={t('columns.key.none')}
            options={options}
            value={first ?? null}
            onChange={(column) => setKey([column, column && second, ...keep])}
            clearable
          />
          {first === undefined ? (
            <TextField
              label={t('columns.key.constant')}
              value={'constant' in content.key ? content.key.constant : ''}
              onChange={(constant) => change({ key: { constant } })}
            />
          ) : (
            <SelectField
              label={t('columns.key.and')}
              placeholder={t('columns.none')}
              options={options.filter(({ value }) => value !== first)}
              value={second ?? null}
              onChange={(column) => setKey([first, column, ...keep])}
              clearable
            />
          )}
        </FormRow>
        <FormRow>
          <SelectField
            label={t('columns.time')}
            placeholder={t('columns.none')}
            options={options}
            value={content.time?.column ?? null}
            onChange={(column) =>
              change({ time: column === null ? null : { format: 'iso', zone: 'Z', ...content.time, column } })
            }
            clearable
          />
          {content.time && (
            <TimeFields time={content.time} onChange={(time) => change({ time: { ...content.time, ...time } })} />
          )}
        </FormRow>
        <OutcomeFields content={content} options={options} onChange={change} />
        <FormRow>
          <SelectField
            label={t('columns.item')}
            placeholder={t('columns.none')}
            options={options}
            value={content.item}
            onChange={(item) => change({ item })}
            clearable
          />
        </FormRow>
      </section>
      <ValuesEditor peek={peek} content={content} options={options} onChange={change} />
      <CheckField
        label={t('repetitions')}
        hint={t('repetitions.hint')}
        checked={content.repetitions}
        onChange={(repetitions) => change({ repetitions })}
      />
    </>
  );
}

/** The columns of the file; those that only the mapping names stay to be seen. */
function columnOptions(peek: FilePeek, content: RowsMapping): { value: string; label: string }[] {
  const headerless = content.kind === 'csv' && !content.header;
  const columns = headerless
    ? peek.columns.map((_, index) => String(index + 1))
    : peek.columns.filter((name) => name !== '');
  return [...new Set(columns)].map((column) => ({ value: column, label: column }));
}

type CsvMapping = Extract<RowsMapping, { kind: 'csv' }>;

function WrittenFields({ content, onChange }: { content: CsvMapping; onChange(part: Partial<CsvMapping>): void }) {
  const t = useText(mappingText);
  const { delimiter, numbers, encoding, header, skipLines } = content;
  const delimiters = [',', ';', '\t', '|'] as const;
  const named = delimiters.includes(delimiter as ',');
  return (
    <section aria-label={t('written.title')} className={styles.group}>
      <h3>{t('written.title')}</h3>
      <div className={styles.written}>
        <SelectField
          label={t('written.delimiter')}
          options={[
            ...delimiters.map((sign) => ({
              value: sign as string,
              label: t(sign === '\t' ? 'delimiter.tab' : `delimiter.${sign}`),
            })),
            ...(named ? [] : [{ value: delimiter, label: delimiter }]),
          ]}
          value={delimiter}
          onChange={(next) => next && onChange({ delimiter: next })}
        />
        <SelectField
          label={t('written.decimal')}
          options={(['.', ','] as const).map((sign) => ({ value: sign, label: t(`decimal.${sign}`) }))}
          value={numbers.decimal}
          onChange={(decimal) =>
            decimal &&
            onChange({ numbers: { decimal, grouping: numbers.grouping === decimal ? '' : numbers.grouping } })
          }
        />
        <SelectField
          label={t('written.grouping')}
          options={(['', ',', '.', ' ', "'", '_'] as const)
            .filter((sign) => sign !== numbers.decimal)
            .map((sign) => ({
              value: sign === '' ? 'none' : sign,
              label: t(`grouping.${sign === '' ? 'none' : sign}`),
            }))}
          value={numbers.grouping === '' ? 'none' : numbers.grouping}
          onChange={(next) =>
            next &&
            onChange({ numbers: { ...numbers, grouping: (next === 'none' ? '' : next) as typeof numbers.grouping } })
          }
        />
        <SelectField
          label={t('written.encoding')}
          options={[
            { value: 'utf-8', label: 'UTF-8' },
            { value: 'windows-1252', label: 'Windows-1252' },
          ]}
          value={encoding}
          onChange={(next) => next && onChange({ encoding: next as CsvMapping['encoding'] })}
        />
        <NumberField
          label={t('written.skip')}
          digits={0}
          value={String(skipLines)}
          onChange={(next) => onChange({ skipLines: Number(next ?? 0) })}
        />
      </div>
      <CheckField label={t('written.header')} checked={header} onChange={(next) => onChange({ header: next })} />
    </section>
  );
}

interface OutcomeFieldsProps {
  content: RowsMapping;
  options: { value: string; label: string }[];
  onChange(part: Partial<RowsMapping>): void;
}

function OutcomeFields({ content: { outcome }, options, onChange }: OutcomeFieldsProps) {
  const t = useText(mappingText);
  const kind = outcome && 'failure' in outcome ? 'failure' : 'success';
  const words = outcome ? ('failure' in outcome ? outcome.failure : outcome.success) : [];
  const set = (column: string, next: 'success' | 'failure', list: readonly string[]) =>
    onChange({ outcome: next === 'success' ? { column, success: [...list] } : { column, failure: [...list] } });
  return (
    <FormRow>
      <SelectField
        label={t('columns.outcome')}
        placeholder={t('columns.none')}
        options={options}
        value={outcome?.column ?? null}
        onChange={(column) =>
          column === null ? onChange({ outcome: null }) : set(column, kind, words.length > 0 ? words : ['true'])
        }
        clearable
      />
      {outcome && (
        <>
          <SelectField
            label={t('columns.outcome.kind')}
            options={(['success', 'failure'] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))}
            value={kind}
            onChange={(next) => next && set(outcome.column, next, words)}
          />
          <TextField
            label={t('columns.outcome.words')}
            hint={t('columns.outcome.words.hint')}
            value={words.join(', ')}
            onChange={(typed) =>
              set(
                outcome.column,
                kind,
                typed.split(',').map((word) => word.trimStart()),
              )
            }
          />
        </>
      )}
    </FormRow>
  );
}
