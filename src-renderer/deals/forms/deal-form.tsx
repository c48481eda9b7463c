import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { openStages } from '../../../src-shared/deals';
import { errorRecord } from '../../../src-shared/kernel/errors';
import { currencies } from '../../../src-shared/kernel/money';
import { useDeskState } from '../../app';
import { useDeskQueries } from '../../client';
import {
  Button,
  DateField,
  Form,
  FormActions,
  FormSection,
  MoneyField,
  Row,
  SelectField,
  TextAreaField,
  TextField,
  useText,
} from '../../ui';
import styles from '../deals.module.css';
import { dealsText } from '../text';
import { AccountDialog } from './account-dialog';
import { type DealEdit, dealValue } from './deal-edit';

export interface DealFormProps {
  /** What the form is called. */
  label: string;
  edit: DealEdit;
  onChange(edit: DealEdit): void;
  /** Called with a form that is whole. */
  onSubmit(): void;
  /** The stage is chosen for a new deal only; later it is moved. */
  chooseStage?: boolean;
  /** Buttons: the deciding one last. */
  actions: ReactNode;
  children?: ReactNode;
}

/** The fields of a deal. Says what is missing once it was tried to be sent. */
export function DealForm({ label, edit, onChange, onSubmit, chooseStage, actions, children }: DealFormProps) {
  const t = useText(dealsText);
  const [tried, setTried] = useState(false);
  const { people } = useDeskState();
  const set = (change: Partial<DealEdit>) => onChange({ ...edit, ...change });
  const submit = () => {
    setTried(true);
    if (edit.title.trim() !== '' && edit.account !== null && valueProblem(edit) === null) onSubmit();
  };
  const owners = people
    .filter(({ archived, id }) => !archived || id === edit.owner)
    .map(({ id, name }) => ({ value: id, label: name ?? '–' }));
  return (
    <Form onSubmit={submit} aria-label={label}>
      <FormSection title={t('form.what')} about={t('form.what.about')}>
        <TextField
          label={t('form.title')}
          value={edit.title}
          maxLength={200}
          autoFocus
          error={tried && edit.title.trim() === '' ? t('form.title.missing') : null}
          onChange={(title) => set({ title })}
        />
        <AccountField
          account={edit.account}
          error={tried && edit.account === null ? t('form.account.missing') : null}
          onChange={(account) => set({ account })}
        />
        <TextField
          label={t('form.source')}
          hint={t('form.source.hint')}
          optional
          value={edit.source}
          maxLength={120}
          onChange={(source) => set({ source })}
        />
      </FormSection>
      <FormSection title={t('form.worth')} about={t('form.worth.about')}>
        <div className={styles.twoFields}>
          <MoneyField
            label={t('form.value')}
            optional
            currency={edit.currency}
            value={edit.value}
            min="0"
            error={tried ? valueProblem(edit) : null}
            onChange={(value) => set({ value })}
          />
          <CurrencyField currency={edit.currency} onChange={(currency) => set({ currency })} />
        </div>
        <DateField
          label={t('form.close')}
          optional
          value={edit.expectedClose}
          onChange={(expectedClose) => set({ expectedClose })}
        />
      </FormSection>
      <FormSection title={t('form.next')}>
        {chooseStage && (
          <SelectField
            label={t('form.stage')}
            options={openStages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
            value={edit.stage}
            onChange={(stage) => stage && set({ stage })}
          />
        )}
        <SelectField
          label={t('form.owner')}
          options={owners}
          value={edit.owner}
          onChange={(owner) => owner && set({ owner })}
        />
        <div className={styles.twoFields}>
          <TextField
            label={t('next.what')}
            optional
            value={edit.nextStep}
            maxLength={300}
            onChange={(nextStep) => set({ nextStep })}
          />
          <DateField
            label={t('next.due')}
            optional
            value={edit.nextStepDue}
            onChange={(nextStepDue) => set({ nextStepDue })}
          />
        </div>
      </FormSection>
      <FormSection title={t('form.notes')} about={t('form.notes.about')}>
        <TextAreaField
          label={t('form.notes.inside')}
          internal
          optional
          value={edit.notes}
          maxLength={20_000}
          onChange={(notes) => set({ notes })}
        />
        <TextAreaField
          label={t('form.notes.customer')}
          hint={t('facts.customerNotes.about')}
          optional
          value={edit.customerNotes}
          maxLength={20_000}
          onChange={(customerNotes) => set({ customerNotes })}
        />
      </FormSection>
      {children}
      <FormActions>{actions}</FormActions>
    </Form>
  );
}

/** Why the value cannot be kept in its currency, or null. */
function valueProblem(edit: DealEdit): string | null {
  try {
    dealValue(edit);
    return null;
  } catch (thrown) {
    return errorRecord(thrown).message;
  }
}

/** Chooses an account by typing its name, or makes a new one. */
function AccountField(props: { account: string | null; error: string | null; onChange(account: string): void }) {
  const t = useText(dealsText);
  const desk = useDeskQueries();
  const { data } = useQuery(desk.deals.accountNames.queryOptions({ meta: { entities: ['account'] } }));
  const [making, setMaking] = useState(false);
  const options = useMemo(() => (data ?? []).map(({ id, name }) => ({ value: id, label: name })), [data]);
  return (
    <>
      <SelectField
        label={t('form.account')}
        placeholder={t('form.account.placeholder')}
        options={options}
        searchable
        value={props.account}
        error={props.error}
        onChange={(account) => account && props.onChange(account)}
      />
      <Row>
        <Button size="small" icon="plus" onClick={() => setMaking(true)}>
          {t('form.account.new')}
        </Button>
      </Row>
      {making && (
        <AccountDialog
          onClose={() => setMaking(false)}
          onMade={(account) => {
            setMaking(false);
            props.onChange(account);
          }}
        />
      )}
    </>
  );
}

/** Currencies that can be priced in, by code and name; withdrawn ones last. */
export function CurrencyField({
  currency,
  onChange,
  label,
}: {
  currency: string;
  onChange(currency: string): void;
  label?: string;
}) {
  const t = useText(dealsText);
  return (
    <SelectField
      label={label ?? t('form.currency')}
      options={currencyOptions}
      searchable
      value={currency}
      onChange={(code) => code && onChange(code)}
    />
  );
}

/** Codes of ISO 4217 in which amounts are kept. */
export const currencyOptions = Object.entries(currencies)
  .filter(([, { digits }]) => digits !== null)
  .sort(([a, one], [b, other]) => Number(Boolean(one.withdrawn)) - Number(Boolean(other.withdrawn)) || (a < b ? -1 : 1))
  .map(([code, { name }]) => ({ value: code, label: `${code} ${name}` }));
