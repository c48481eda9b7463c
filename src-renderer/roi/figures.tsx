import type { RoiCase, RoiFigure, RoiFigureName } from '../../src-shared/roi';
import { Card, Mark, type Stat, StatRow, TraceableNumber, useFormat, useText } from '../ui';
import { type CaseDraft, type DraftProblem, MISSING } from './case-draft';
import { explainFigure } from './explain-case';
import styles from './roi.module.css';
import { roiText } from './text';

/** The figures that answer what the proposal is worth. They follow each keystroke; where an input is missing there are none. */
export function CaseFigures({ draft, figures }: { draft: CaseDraft; figures: RoiCase | null }) {
  return (
    <Card>
      <StatRow stats={useStats(draft, isEmpty(figures) ? null : figures)} />
    </Card>
  );
}

const isEmpty = (figures: RoiCase | null): boolean =>
  figures !== null && Object.values(figures.lines).every((lines) => lines.length === 0);

/** What the figures lack: inputs that are missing, or a side without any line. Nothing where they are whole. */
export function CaseGaps({
  draft,
  figures,
  problems,
}: {
  draft: CaseDraft;
  figures: RoiCase | null;
  problems: readonly DraftProblem[];
}) {
  const t = useText(roiText);
  if (problems.length > 0) return <Missing draft={draft} problems={problems} />;
  if (isEmpty(figures)) return <Note>{t('figures.nothing')}</Note>;
  if (figures?.lines.statusQuo.length === 0) return <Note>{t('figures.no.statusQuo')}</Note>;
  if (figures?.lines.proposal.length === 0) return <Note>{t('figures.no.proposal')}</Note>;
  return null;
}

function useStats({ currency, years }: CaseDraft, figures: RoiCase | null): Stat[] {
  const t = useText(roiText);
  const format = useFormat();
  const asked = (name: RoiFigureName, value: string) =>
    figures ? <TraceableNumber value={value} explain={() => explainFigure(figures, name, value, format)} /> : '–';
  const amount = (name: RoiFigureName, value: string | undefined) => asked(name, format.amount(value, currency));
  const figure = (
    label: string,
    name: RoiFigureName,
    of: RoiFigure | undefined,
    write: (value: number) => string,
  ): Stat => ({ label, value: asked(name, of?.value == null ? '–' : write(of.value)), detail: of?.reason });
  const inYears = (value: number) => format.number(value, { digits: 1 });
  const inPercent = (value: number) => format.ratio(value, { maxDigits: 1 });
  const over = t('figures.over', { count: years });
  return [
    { label: t('figures.net', { currency }), value: amount('net', figures?.net.total), detail: over },
    {
      label: t('figures.npv', { currency }),
      value: amount('netPresentValue', figures?.netPresentValue),
      detail: figures ? t('figures.at', { rate: format.ratio(figures.discountRate, { maxDigits: 2 }) }) : undefined,
    },
    figure(t('figures.irr'), 'internalRate', figures?.internalRate, inPercent),
    {
      ...figure(t('figures.payback'), 'paybackYears', figures?.paybackYears, inYears),
      ...(figures &&
        figures.discountedPaybackYears.value !== null && {
          detail: (
            <>
              {t('figures.discounted')} {asked('discountedPaybackYears', inYears(figures.discountedPaybackYears.value))}
            </>
          ),
        }),
    },
    figure(t('figures.return'), 'returnOnInvestment', figures?.returnOnInvestment, inPercent),
  ];
}

const NAMED = 4;

function Missing({ draft, problems }: { draft: CaseDraft; problems: readonly DraftProblem[] }) {
  const t = useText(roiText);
  return (
    <div className={styles.note} role="status">
      <Mark name="warning" />
      <div>
        <b>
          {t(problems.some(({ message }) => message === MISSING) ? 'figures.missing' : 'figures.wrong', {
            count: problems.length,
          })}
        </b>{' '}
        {t('figures.missing.about')}
        <ul>
          {problems.slice(0, NAMED).map(({ side, line, at, message }) => {
            const label = side && draft.lines[side].find(({ id }) => id === line)?.label;
            const where = side ? `${t(`side.${side}`)}, ${label || t('line.unnamed')}` : t('settings.title');
            return (
              <li key={`${side} ${line} ${at}`}>
                {where}: {placeName(at, t)} {message}
              </li>
            );
          })}
          {problems.length > NAMED && <li>{t('figures.missing.more', { count: problems.length - NAMED })}</li>}
        </ul>
      </div>
    </div>
  );
}

/** What an input is called, from where the problem is named. */
function placeName(at: string, t: ReturnType<typeof useText<(typeof roiText)['messages']>>): string {
  const [name = '', rest] = at.split('.');
  if (rest === 'unit') return t('input.unit');
  if (name === 'amounts') return t('input.year', { year: Number(rest) + 1 });
  const known = ['amount', 'quantity', 'growth', 'share', 'label', 'discountRate'] as const;
  const found = known.find((one) => one === name);
  if (!found) return at;
  const input = t(`input.${found}`);
  return rest === 'source' ? t('input.source', { input }) : input;
}

function Note({ children }: { children: React.ReactNode }) {
  return (
    <div className={styles.note} role="status">
      <Mark name="warning" />
      <p>{children}</p>
    </div>
  );
}
