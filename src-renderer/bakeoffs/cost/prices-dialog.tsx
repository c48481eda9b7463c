import { useState } from 'react';
import { type ContenderView, isUse, type PriceBasis, type PriceItem, priceBases } from '../../../src-shared/bakeoffs';
import { CommandProblem, useCommand, useNow } from '../../app';
import { useDesk } from '../../client';
import {
  Button,
  DateField,
  Dialog,
  IconButton,
  NumberField,
  Row,
  SelectField,
  Stack,
  TextField,
  useText,
} from '../../ui';
import styles from '../bakeoffs.module.css';
import { costText } from './text';

/** A price while it is typed. */
interface PriceDraft {
  key: number;
  label: string;
  amount: string | null;
  currency: string;
  per: PriceBasis;
  quantity: string | null;
  months: string | null;
  date: string | null;
  source: string;
}

function draftsOf(prices: readonly PriceItem[]): PriceDraft[] {
  return prices.map(({ months, ...item }, key) => ({
    ...item,
    key,
    months: months === undefined ? null : String(months),
  }));
}

const isWhole = ({ label, amount, currency, per, months, date, source }: PriceDraft): boolean =>
  label.trim() !== '' &&
  amount !== null &&
  /^[A-Z]{3}$/.test(currency) &&
  date !== null &&
  source.trim() !== '' &&
  (per !== 'licence' || months !== null);

function itemOf({ key: _key, label, amount, per, quantity, months, date, source, currency }: PriceDraft): PriceItem {
  return {
    label: label.trim(),
    amount: amount ?? '0',
    currency,
    per,
    quantity: isUse(per) ? '1' : (quantity ?? '1'),
    ...(per === 'licence' && { months: Number(months) }),
    date: date ?? '',
    source: source.trim(),
  };
}

/** The price sheet of one contender, changed as a whole. */
export function PricesDialog({
  contender,
  currency,
  onClose,
}: {
  contender: ContenderView;
  /** That of the rows, for a new price. */
  currency: string;
  onClose(): void;
}) {
  const t = useText(costText);
  const now = useNow();
  const revise = useCommand(useDesk().bakeoffs.reviseContender);
  const today = new Date(now).toISOString().slice(0, 10);
  const fresh = (key: number): PriceDraft => ({
    key,
    label: '',
    amount: null,
    currency,
    per: 'hour',
    quantity: '1',
    months: null,
    date: today,
    source: '',
  });
  const [drafts, setDrafts] = useState(() => (contender.prices.length > 0 ? draftsOf(contender.prices) : [fresh(0)]));
  const change = (key: number, by: Partial<PriceDraft>) =>
    setDrafts((before) => before.map((one) => (one.key === key ? { ...one, ...by } : one)));
  const complete = drafts.every(isWhole);
  const save = async () => {
    if (!complete) return;
    if (await revise.run({ contender: contender.id, prices: drafts.map(itemOf) })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('dialog.title', { product: contender.product })}
      actions={
        <Button
          kind="primary"
          busy={revise.busy}
          unavailable={!complete && t('incomplete')}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
      }
    >
      <Stack>
        <p className="quiet">{t('dialog.about')}</p>
        <ul className={styles.prices}>
          {drafts.map((draft) => (
            <PriceFields
              key={draft.key}
              draft={draft}
              onChange={(by) => change(draft.key, by)}
              onRemove={() => setDrafts((before) => before.filter(({ key }) => key !== draft.key))}
            />
          ))}
        </ul>
        <Row>
          <Button
            icon="plus"
            onClick={() => setDrafts((before) => [...before, fresh(Math.max(-1, ...before.map(({ key }) => key)) + 1)])}
          >
            {t('add')}
          </Button>
        </Row>
        <CommandProblem command={revise} />
      </Stack>
    </Dialog>
  );
}

interface FieldsProps {
  draft: PriceDraft;
  onChange(by: Partial<PriceDraft>): void;
  onRemove(): void;
}

function PriceFields({ draft, onChange, onRemove }: FieldsProps) {
  const t = useText(costText);
  const { label, amount, currency, per, quantity, months, date, source } = draft;
  return (
    <li className={styles.price}>
      <div className={styles.priceLine}>
        <TextField
          label={t('field.label')}
          placeholder={t('field.label.hint')}
          value={label}
          onChange={(text) => onChange({ label: text })}
        />
        <NumberField
          label={t('field.amount')}
          value={amount}
          onChange={(value) => onChange({ amount: value })}
          min="0"
        />
        <TextField
          label={t('field.currency')}
          value={currency}
          maxLength={3}
          onChange={(text) => onChange({ currency: text.toUpperCase() })}
        />
        <SelectField
          label={t('field.per')}
          options={priceBases.map((basis) => ({ value: basis, label: t(`basis.${basis}`) }))}
          value={per}
          onChange={(basis) => basis && onChange({ per: basis })}
          searchable={false}
        />
        {!isUse(per) && (
          <NumberField
            label={t('field.quantity')}
            value={quantity}
            onChange={(value) => onChange({ quantity: value })}
            min="0"
          />
        )}
      </div>
      <div className={styles.priceLine} data-second>
        <TextField label={t('field.source')} value={source} onChange={(text) => onChange({ source: text })} />
        <DateField label={t('field.date')} value={date} onChange={(day) => onChange({ date: day })} />
        {per === 'licence' && (
          <NumberField
            label={t('field.months')}
            unit={t('field.months.unit')}
            digits={0}
            min="1"
            value={months}
            onChange={(value) => onChange({ months: value })}
          />
        )}
        <IconButton icon="trash" label={t('remove', { label: label || t('unnamed') })} onClick={onRemove} />
      </div>
    </li>
  );
}
