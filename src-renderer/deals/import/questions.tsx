import { type Mapping, type PreviewSummary, stages } from '../../../src-shared/deals';
import { useDeskState } from '../../app';
import { Card, CheckField, RadioField, SelectField, Stack, useFormat, useText } from '../../ui';
import { currencyOptions } from '../forms/deal-form';
import { dealsText } from '../text';
import styles from './import.module.css';
import { importText } from './text';

export interface QuestionsProps {
  summary: PreviewSummary;
  mapping: Mapping;
  onMapping(mapping: Mapping): void;
}

/**
 * What the file leaves open, one card a question. A question stays after its answer, so that it can be answered otherwise. Answers show
 * at once; the rows follow when they were read again.
 */
export function Questions({ summary, mapping, onMapping }: QuestionsProps) {
  const t = useText(importText);
  return (
    <section aria-label={t('ask.title')} className={styles.questions}>
      <Amounts {...{ summary, mapping, onMapping }} />
      <Dates {...{ summary, mapping, onMapping }} />
      {summary.currencyNeeded && (
        <Card title={t('ask.currency')}>
          <p className="quiet">{t('ask.currency.about')}</p>
          <SelectField
            label={t('defaults.currency')}
            hideLabel
            options={currencyOptions}
            searchable
            value={mapping.currency}
            onChange={(currency) => onMapping({ ...mapping, currency })}
          />
        </Card>
      )}
      <Stages {...{ summary, mapping, onMapping }} />
      <Owners {...{ summary, mapping, onMapping }} />
      <Accounts {...{ summary, mapping, onMapping }} />
      <Duplicates {...{ summary, mapping, onMapping }} />
      {(summary.problems > 0 || mapping.leaveOutProblems) && (
        <Card title={t('ask.problems')}>
          <CheckField
            label={t('ask.problems.leave', { count: summary.problems })}
            checked={mapping.leaveOutProblems}
            onChange={(leaveOutProblems) => onMapping({ ...mapping, leaveOutProblems })}
          />
        </Card>
      )}
      {summary.knownContacts > 0 && <p className="quiet">{t('ask.known', { count: summary.knownContacts })}</p>}
    </section>
  );
}

function Amounts({ summary: { decimal }, mapping, onMapping }: QuestionsProps) {
  const t = useText(importText);
  const format = useFormat();
  const [sample] = decimal?.samples ?? [];
  if (!decimal || !sample) return null;
  const read = (value: string | null) => (value === null ? t('ask.amounts.cannot') : format.number(value));
  return (
    <Card>
      <RadioField
        label={t('ask.amounts')}
        hint={decimal.certain ? t('ask.amounts.certain') : t('ask.amounts.about', { text: sample.text })}
        value={mapping.decimal ?? decimal.sign}
        onChange={(sign) => onMapping({ ...mapping, decimal: sign })}
        options={[
          { value: 'point', label: t('ask.amounts.point', { text: sample.text, value: read(sample.point) }) },
          { value: 'comma', label: t('ask.amounts.comma', { text: sample.text, value: read(sample.comma) }) },
        ]}
      />
    </Card>
  );
}

function Dates({ summary: { dateOrder }, mapping, onMapping }: QuestionsProps) {
  const t = useText(importText);
  const format = useFormat();
  const [sample] = dateOrder?.samples ?? [];
  if (!dateOrder || !sample) return null;
  const read = (date: string | null) => (date ? format.date(date) : t('ask.dates.cannot'));
  return (
    <Card>
      <RadioField
        label={t('ask.dates')}
        hint={dateOrder.certain ? t('ask.amounts.certain') : t('ask.amounts.about', { text: sample.text })}
        value={mapping.dateOrder ?? dateOrder.order}
        onChange={(order) => onMapping({ ...mapping, dateOrder: order })}
        options={[
          { value: 'dmy', label: t('ask.dates.dmy', { text: sample.text, value: read(sample.dmy) }) },
          { value: 'mdy', label: t('ask.dates.mdy', { text: sample.text, value: read(sample.mdy) }) },
        ]}
      />
    </Card>
  );
}

/** A text of the file with how often it comes, as the label of its choice. */
function useRowsLabel(): (text: string, rows: number) => string {
  const t = useText(importText);
  return (text, rows) => `${text} (${t('ask.rows', { count: rows })})`;
}

function Stages({ summary, mapping, onMapping }: QuestionsProps) {
  const t = useText(importText);
  const deals = useText(dealsText);
  const label = useRowsLabel();
  if (summary.stages.length === 0) return null;
  return (
    <Card title={t('ask.stages')}>
      <Stack gap={3}>
        {summary.stages.map(({ text, key, rows, stage }) => (
          <SelectField
            key={key}
            label={label(text, rows)}
            placeholder={t('ask.choose')}
            options={stages.map((one) => ({ value: one, label: deals(`stage.${one}`) }))}
            searchable={false}
            value={mapping.stages[key] ?? stage}
            onChange={(chosen) => chosen && onMapping({ ...mapping, stages: { ...mapping.stages, [key]: chosen } })}
          />
        ))}
      </Stack>
    </Card>
  );
}

function Owners({ summary, mapping, onMapping }: QuestionsProps) {
  const t = useText(importText);
  const label = useRowsLabel();
  const { people } = useDeskState();
  if (summary.owners.length === 0) return null;
  const options = people.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name ?? '–' }));
  return (
    <Card title={t('ask.owners')}>
      <Stack gap={3}>
        {summary.owners.map(({ text, key, rows, person }) => (
          <SelectField
            key={key}
            label={label(text, rows)}
            placeholder={t('ask.choose')}
            options={options}
            value={mapping.owners[key] ?? person}
            onChange={(chosen) => chosen && onMapping({ ...mapping, owners: { ...mapping.owners, [key]: chosen } })}
          />
        ))}
      </Stack>
    </Card>
  );
}

function Accounts({ summary, mapping, onMapping }: QuestionsProps) {
  const t = useText(importText);
  const label = useRowsLabel();
  if (summary.accounts.length === 0) return null;
  return (
    <Card title={t('ask.accounts')}>
      <Stack gap={3}>
        {summary.accounts.map(({ text, key, rows, choice, candidates }) => (
          <SelectField
            key={key}
            label={label(text, rows)}
            placeholder={t('ask.choose')}
            options={[
              ...candidates.map(({ id, name }) => ({ value: id, label: t('ask.accounts.use', { name }) })),
              { value: 'new', label: t('ask.accounts.new') },
            ]}
            value={mapping.accounts[key] ?? choice}
            onChange={(chosen) => chosen && onMapping({ ...mapping, accounts: { ...mapping.accounts, [key]: chosen } })}
          />
        ))}
      </Stack>
    </Card>
  );
}

function Duplicates({ summary, mapping, onMapping }: QuestionsProps) {
  const t = useText(importText);
  if (summary.duplicates === 0) return null;
  return (
    <Card>
      <RadioField
        label={t('ask.duplicates')}
        hint={t('ask.duplicates.about', { count: summary.duplicates })}
        value={mapping.everyDuplicate ?? 'each'}
        onChange={(act) => onMapping({ ...mapping, everyDuplicate: act === 'each' ? null : act })}
        options={[
          { value: 'each', label: t('ask.duplicates.each') },
          { value: 'skip', label: t('ask.duplicates.skip') },
          { value: 'update', label: t('ask.duplicates.update') },
          { value: 'create', label: t('ask.duplicates.create') },
        ]}
      />
    </Card>
  );
}
