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
  const margins = new Map(cost?.alternatives?.map((own) => [own.name, own.marginBasisPoints]));
  const rows = [
    {
      id: 'total',
      label: t('alternatives.total'),
      of: (own: (typeof alternatives)[number]) => money(own.totals.totalContractValueMinor),
    },
    {
      id: 'annual',
      label: t('alternatives.annual'),
      of: (own: (typeof alternatives)[number]) => money(own.totals.annualRecurringMinor),
    },
    {
      id: 'difference',
      label: t('alternatives.difference'),
      of: (own: (typeof alternatives)[number]) =>
        own.proposed ? '–' : money(own.totals.totalContractValueMinor - proposed.totals.totalContractValueMinor),
    },
  ];
  return (
    <Section title={t('alternatives.title')}>
      <div className={styles.alternatives}>
        <table className={styles.alternativesTable}>
          <thead>
            <tr>
              <th scope="col">
                <span className="only-screen-reader">{t('alternatives.title')}</span>
              </th>
              {alternatives.map((own) => (
                <th key={own.name} scope="col">
                  {own.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, label, of }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                {alternatives.map((own) => (
                  <td key={own.name} className="figures">
                    {of(own)}
                  </td>
                ))}
              </tr>
            ))}
            {cost && ours && (
              <tr className={styles.internal}>
                <th scope="row">{t('alternatives.margin')}</th>
                {alternatives.map((own) => (
                  <td key={own.name} className="figures">
                    {format.percent(margins.get(own.name), { maxDigits: 1 })}
                  </td>
                ))}
              </tr>
            )}
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
