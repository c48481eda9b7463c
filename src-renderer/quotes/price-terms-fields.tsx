import type { PricingModel } from '../../src-shared/pricing';
import type { QuoteDetail } from '../../src-shared/quotes';
import { CheckField, DateField, FormRow, MoneyField, NumberField, SelectField, TextField, useText } from '../ui';
import { quotesText } from './text';

/** Terms that change prices, as the form holds them: empty where the model decides. */
export interface PriceTermsForm {
  region: string | null;
  priceDate: string | null;
  rise: 'model' | 'none' | 'own';
  risePercent: string | null;
  riseOn: 'price' | 'amount';
  multiYear: boolean;
  orderAmount: string | null;
  jurisdiction: string | null;
  exemption: string;
  tier: string | null;
  registration: boolean;
}

type PriceTerms = Pick<
  QuoteDetail,
  'region' | 'priceDate' | 'escalator' | 'multiYear' | 'orderDiscountAmount' | 'tax' | 'partner'
>;

/** The form of a draft's price terms. */
export function priceTermsForm(quote: PriceTerms): PriceTermsForm {
  const { escalator } = quote;
  const own = escalator !== null && escalator !== 'none' ? escalator : null;
  return {
    region: quote.region,
    priceDate: quote.priceDate,
    rise: own ? 'own' : escalator === 'none' ? 'none' : 'model',
    risePercent: own ? String(own.basisPoints / 100) : null,
    riseOn: own?.on ?? 'price',
    multiYear: quote.multiYear,
    orderAmount: quote.orderDiscountAmount,
    jurisdiction: quote.tax?.jurisdiction ?? null,
    exemption: quote.tax?.exemption ?? '',
    tier: quote.partner?.tier ?? null,
    registration: quote.partner?.registrationValid ?? false,
  };
}

/** What the form says, as the command takes it. */
export function priceTermsOf(form: PriceTermsForm): PriceTerms {
  const exemption = form.exemption.trim();
  return {
    region: form.region,
    priceDate: form.priceDate,
    escalator:
      form.rise === 'model'
        ? null
        : form.rise === 'none' || form.risePercent === null
          ? 'none'
          : { basisPoints: Math.round(Number(form.risePercent) * 100), on: form.riseOn },
    multiYear: form.multiYear,
    orderDiscountAmount: form.orderAmount === null || Number(form.orderAmount) === 0 ? null : form.orderAmount,
    tax: form.jurisdiction ? { jurisdiction: form.jurisdiction, ...(exemption ? { exemption } : {}) } : null,
    partner: form.tier ? { tier: form.tier, registrationValid: form.registration } : null,
  };
}

export interface PriceTermsFieldsProps {
  model: PricingModel;
  currency: string;
  value: PriceTermsForm;
  onChange(value: PriceTermsForm): void;
}

const options = (values: Iterable<string | undefined | null>) =>
  [...new Set([...values].filter((one): one is string => Boolean(one)))].map((value) => ({ value, label: value }));

/** Region, day, yearly rise, tax and reseller: what the pinned model has none of is not asked for. */
export function PriceTermsFields({ model, currency, value: form, onChange }: PriceTermsFieldsProps) {
  const t = useText(quotesText);
  const set = (part: Partial<PriceTermsForm>) => onChange({ ...form, ...part });
  const regions = options([...model.skus.map(({ region }) => region), form.region]);
  const jurisdictions = options([...(model.taxes ?? []).map(({ jurisdiction }) => jurisdiction), form.jurisdiction]);
  const tiers = options([...(model.partnerTiers ?? []).map(({ tier }) => tier), form.tier]);
  const standard = model.terms.escalator;
  const rises = [
    {
      value: 'model' as const,
      label: standard
        ? t('terms.rise.model.rate', { percent: String(standard.basisPoints / 100) })
        : t('terms.rise.model.none'),
    },
    ...(standard ? [{ value: 'none' as const, label: t('terms.rise.none') }] : []),
    { value: 'own' as const, label: t('terms.rise.own') },
  ];
  return (
    <>
      <FormRow>
        <MoneyField
          label={t('terms.order.amount')}
          hint={t('terms.order.amount.hint')}
          optional
          currency={currency}
          min="0"
          value={form.orderAmount}
          onChange={(orderAmount) => set({ orderAmount })}
        />
        <DateField
          label={t('terms.prices')}
          hint={t('terms.prices.hint')}
          optional
          value={form.priceDate}
          onChange={(priceDate) => set({ priceDate })}
        />
      </FormRow>
      <FormRow>
        <SelectField
          label={t('terms.rise')}
          options={rises}
          value={form.rise}
          onChange={(rise) => rise && set({ rise })}
        />
        {form.rise === 'own' && (
          <NumberField
            label={t('terms.rise.percent')}
            unit="%"
            min="0"
            max="100"
            value={form.risePercent}
            onChange={(risePercent) => set({ risePercent })}
          />
        )}
        {form.rise === 'own' && (
          <SelectField
            label={t('terms.rise.on')}
            options={(['price', 'amount'] as const).map((value) => ({ value, label: t(`terms.rise.on.${value}`) }))}
            value={form.riseOn}
            onChange={(riseOn) => riseOn && set({ riseOn })}
          />
        )}
        {regions.length > 0 && (
          <SelectField
            label={t('terms.region')}
            optional
            clearable
            options={regions}
            value={form.region}
            onChange={(region) => set({ region })}
          />
        )}
      </FormRow>
      {(model.multiYearDiscounts?.length || !form.multiYear) && (
        <CheckField
          label={t('terms.multi-year')}
          checked={form.multiYear}
          onChange={(multiYear) => set({ multiYear })}
        />
      )}
      {jurisdictions.length > 0 && (
        <FormRow>
          <SelectField
            label={t('terms.tax')}
            optional
            clearable
            options={jurisdictions}
            value={form.jurisdiction}
            onChange={(jurisdiction) => set({ jurisdiction })}
          />
          {form.jurisdiction && (
            <TextField
              label={t('terms.exemption')}
              hint={t('terms.exemption.hint')}
              optional
              value={form.exemption}
              maxLength={300}
              onChange={(exemption) => set({ exemption })}
            />
          )}
        </FormRow>
      )}
      {tiers.length > 0 && (
        <FormRow>
          <SelectField
            label={t('terms.partner')}
            optional
            clearable
            options={tiers}
            value={form.tier}
            onChange={(tier) => set({ tier })}
          />
          {form.tier && (
            <CheckField
              label={t('terms.registration')}
              checked={form.registration}
              onChange={(registration) => set({ registration })}
            />
          )}
        </FormRow>
      )}
    </>
  );
}
