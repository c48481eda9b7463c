import { actualMargin, type QuoteDetail } from '../../../src-shared/quotes';
import { KeyValueList, Section, TraceableNumber, useFormat, useText } from '../../ui';
import { turnaroundExplanations } from './explain';
import { turnaroundText } from './text';

/** What an accepted quote really brought and cost, by month, for those who may see costs. */
export function ActualsPanel({ quote }: { quote: QuoteDetail }) {
  const t = useText(turnaroundText);
  const format = useFormat();
  const { actuals, currency } = quote;
  if (!actuals || quote.standing !== 'accepted') return null;
  const { revenueMinor, costMinor, marginBasisPoints } = actualMargin(actuals);
  const explain = turnaroundExplanations(format, t);
  const figures = (revenue: number, cost: number) =>
    `${format.minor(revenue, currency)} − ${format.minor(cost, currency)}`;
  return (
    <Section title={t('actuals.title')} internal>
      {actuals.length === 0 ? (
        <p className="quiet">{t('actuals.none')}</p>
      ) : (
        <KeyValueList
          items={[
            ...actuals.map(({ month, revenueMinor: revenue, costMinor: cost }) => ({
              label: month,
              value: <span className="figures">{figures(revenue, cost)}</span>,
            })),
            {
              label: t('actuals.sum'),
              value: (
                <span className="figures">
                  {figures(revenueMinor, costMinor)}
                  {marginBasisPoints !== null && (
                    <>
                      {' '}
                      · {t('actuals.margin')}{' '}
                      <TraceableNumber
                        value={format.percent(marginBasisPoints)}
                        explain={() => explain.actual(actuals, currency, format.percent(marginBasisPoints))}
                      />
                    </>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
