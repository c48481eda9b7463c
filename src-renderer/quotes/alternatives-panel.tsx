import { Button, Chip, Section, useFormat, useText, useView } from '../ui';
import type { LiveQuote } from './live-quote';
import styles from './quotes.module.css';
import { quotesText } from './text';

/** The alternatives side by side: what each comes to, and how far it is from the proposed one. */
export function AlternativesPanel({ live, onPropose }: { live: LiveQuote; onPropose?(name: string): void }) {
  const t = useText(quotesText);
  const format = useFormat();
  const ours = useView() === 'ours';
  const { alternatives = [], cost, currency } = live.priced;
  const proposed = alternatives.find((own) => own.proposed);
  if (!proposed) return null;
  const money = (minor: number) => format.minor(minor, currency);
  const difference = (minor: number) => (minor > 0 ? `+${money(minor)}` : money(minor));
  const margins = new Map(cost?.alternatives?.map((own) => [own.name, own.marginBasisPoints]));
  return (
    <Section title={t('alternatives.title')}>
      <div className={styles.alternatives}>
        <table className={styles.alternativesTable}>
          <thead>
            <tr>
              <th scope="col">
                <span className="only-screen-reader">{t('alternatives.title')}</span>
              </th>
              <th scope="col">{t('alternatives.total')}</th>
              <th scope="col">{t('alternatives.annual')}</th>
            </tr>
          </thead>
          <tbody>
            {alternatives.map(({ name, totals, proposed: isProposed }) => (
              <tr key={name} data-proposed={isProposed || undefined}>
                <th scope="row">{name}</th>
                <td className="figures">
                  {money(totals.totalContractValueMinor)}
                  {!isProposed && (
                    <small>
                      <span className="only-screen-reader">{t('alternatives.difference')} </span>
                      {difference(totals.totalContractValueMinor - proposed.totals.totalContractValueMinor)}
                    </small>
                  )}
                </td>
                <td className="figures">
                  {money(totals.annualRecurringMinor)}
                  {cost && ours && (
                    <small className={styles.internal}>
                      {t('alternatives.margin')} {format.percent(margins.get(name), { maxDigits: 1 })}
                    </small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.proposals}>
        <Chip size="small" tone="accent">
          {t('alternatives.proposed')}: {proposed.name}
        </Chip>
        {onPropose &&
          alternatives
            .filter((own) => !own.proposed)
            .map(({ name }) => (
              <Button key={name} size="small" kind="quiet" onClick={() => onPropose(name)}>
                {t('alternatives.propose', { name })}
              </Button>
            ))}
      </div>
    </Section>
  );
}
