import type { PricingModel } from '../../src-shared/pricing';
import { type KeyValue, KeyValueList, Section, useFormat, useText } from '../ui';
import { pricingText } from './text';

/** Terms, discount limits and, for those who may see them, floors of a model. */
export function ModelFacts({ content, seesCost }: { content: PricingModel; seesCost: boolean }) {
  const t = useText(pricingText);
  const format = useFormat();
  const { terms, discountLimits, marginFloors, multiYearDiscounts } = content;
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
