import type { RoiScenarioFigures } from '../../../src-shared/roi';
import { type Format, useText } from '../../ui';
import styles from './room.module.css';
import { roomText } from './text';

interface FiguresProps {
  figures: RoiScenarioFigures;
  /** With every input as in the case; said beside a figure that has moved. */
  before: RoiScenarioFigures | null;
  format: Format;
}

/** Four figures that can be read from the last row. */
export function Figures({ figures, before, format }: FiguresProps) {
  const t = useText(roomText);
  const { currency, years } = figures;
  const money = (of: RoiScenarioFigures, name: 'net' | 'netPresentValue') =>
    format.number(Math.round(Number(name === 'net' ? of.net.total : of.netPresentValue)));
  const payback = ({ paybackYears }: RoiScenarioFigures) =>
    paybackYears.value === null
      ? t('figure.later', { years })
      : t('figure.years', { years: format.number(paybackYears.value, { digits: 1 }) });
  const share = ({ returnOnInvestment }: RoiScenarioFigures) =>
    returnOnInvestment.value === null ? '–' : format.ratio(returnOnInvestment.value, { maxDigits: 0 });
  const shown = [
    {
      label: t('figure.npv'),
      unit: currency,
      write: (of: RoiScenarioFigures) => money(of, 'netPresentValue'),
      detail: t('figure.at', { rate: format.ratio(figures.discountRate, { maxDigits: 2 }) }),
    },
    {
      label: t('figure.net'),
      unit: currency,
      write: (of: RoiScenarioFigures) => money(of, 'net'),
      detail: t('figure.over', { count: years }),
    },
    { label: t('figure.payback'), unit: '', write: payback, detail: '' },
    { label: t('figure.return'), unit: '', write: share, detail: '' },
  ];
  return (
    <dl className={styles.figures}>
      {shown.map(({ label, unit, write, detail }) => {
        const value = write(figures);
        const was = before === null ? value : write(before);
        return (
          <div key={label}>
            <dt>
              {label}
              {unit && `, ${unit}`}
            </dt>
            <dd className="figures">{value}</dd>
            <dd className={styles.was}>{was === value ? detail : t('figure.before', { value: was })}</dd>
          </div>
        );
      })}
    </dl>
  );
}
