import type { PricingModel } from '../../src-shared/pricing';
import { type KeyValue, KeyValueList, Section, useFormat, useText } from '../ui';
import { pricingText } from './text';

/** Terms, discount limits and, for those who may see them, floors of a model. */
export function ModelFacts({ content, seesCost }: { content: PricingModel; seesCost: boolean }) {
  const t = useText(pricingText);
  const format = useFormat();
  const { terms, discountLimits, marginFloors, multiYearDiscounts } = content;
  const moreTerms = ({
    terms: own,
    discountOrder,
    rounding,
    taxRounding,
    pricesIncludeTax,
  }: PricingModel): KeyValue[] => {
    const { shortestMonths: least, longestMonths: most, billing, proration, escalator } = own;
    const said: [label: string, value: string | undefined][] = [
      [
        t('terms.length'),
        least === undefined && most === undefined
          ? undefined
          : t('terms.longest.value', { least: least ?? '–', most: most ?? '–' }),
      ],
      [t('terms.billing'), billing && format.list(billing.map((one) => t(`billing.${one}`)))],
      [t('form.rise'), escalator && format.percent(escalator.basisPoints)],
      [t('form.proration'), proration && t(`proration.${proration}`)],
      [t('form.order'), discountOrder?.map((step) => t(`order.${step}`)).join(', ')],
      [t('form.rounding'), rounding && t(`rounding.${rounding}`)],
      [t('form.tax-rounding'), taxRounding && t(`tax-rounding.${taxRounding}`)],
      [t('form.tax-included'), pricesIncludeTax === undefined ? undefined : t(pricesIncludeTax ? 'yes' : 'no')],
    ];
    return said.flatMap(([label, value]) => (value ? [{ label, value }] : []));
  };
  const floors: KeyValue[] = [
    ...(marginFloors?.families ?? []).map(({ family, basisPoints }) => ({
      label: family,
      value: format.percent(basisPoints),
      figure: true,
    })),
    ...(marginFloors?.default === undefined
      ? []
      : [{ label: t('floors.default'), value: format.percent(marginFloors.default), figure: true }]),
  ];
  return (
    <>
      <Section title={t('terms.title')}>
        <KeyValueList
          items={[
            {
              label: t('terms.months'),
              value: t('terms.months.value', { months: terms.standardMonths?.join(', ') ?? '–' }),
            },
            { label: t('terms.payment'), value: t('terms.payment.value', { days: terms.paymentDays ?? '–' }) },
            { label: t('terms.discounts'), value: t(`terms.${content.discountMode}`) },
            ...moreTerms(content),
          ]}
        />
      </Section>
      {multiYearDiscounts && multiYearDiscounts.length > 0 && (
        <Section title={t('multi.title')}>
          <KeyValueList
            items={multiYearDiscounts.map(({ months, basisPoints }) => ({
              label: t('multi.from', { months }),
              value: format.percent(basisPoints),
              figure: true,
            }))}
          />
        </Section>
      )}
      <Section title={t('limits.title')} internal>
        {discountLimits.length === 0 ? (
          <p className="quiet">{t('limits.none')}</p>
        ) : (
          <KeyValueList
            items={discountLimits.map(({ role, basisPoints }) => ({
              label: role,
              value: format.percent(basisPoints),
              figure: true,
            }))}
          />
        )}
      </Section>
      {seesCost && (
        <Section title={t('floors.title')} internal>
          {floors.length === 0 ? <p className="quiet">{t('floors.none')}</p> : <KeyValueList items={floors} />}
        </Section>
      )}
    </>
  );
}
