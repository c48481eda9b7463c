import type { FigureView } from '../../src-shared/pinned-figures';
import { usePlaces } from '../app';
import { Chip, type Explanation, type Format, TraceableNumber, useFormat, useText } from '../ui';
import { pinnedText } from './text';

/** Shares are written as percent, amounts with their currency, everything else with its unit. */
export function writtenFigure(format: Format, value: string | null, unit: string): string {
  if (value === null) return '–';
  if (unit === 'ratio') return format.ratio(value, { maxDigits: 1 });
  if (/^[A-Z]{3}$/.test(unit)) return format.money(value, unit);
  const number = format.number(value, { maxDigits: value.startsWith('0.0') ? 6 : 2 });
  return unit ? `${number} ${unit}` : number;
}

/** A pinned figure that can be asked where it comes from. */
export function PinnedNumber({ figure }: { figure: FigureView }) {
  const t = useText(pinnedText);
  const format = useFormat();
  const place = usePlaces();
  const { value, unit, source, origin, steps, stale, statedBy } = figure;
  const written = writtenFigure(format, value, unit);
  const explain = (): Explanation => ({
    value: written,
    steps: steps.map((step) => ({
      label: step.what,
      detail: step.how,
      result: step.value === null ? '' : writtenFigure(format, String(step.value), step.unit ?? ''),
      ...(step.rule && { rule: step.rule }),
    })),
    sources: [
      {
        label:
          source.kind === 'stated'
            ? statedBy
              ? t('source.stated', { person: statedBy })
              : t('source.stated.unknown')
            : origin,
        to: place(figure.place.entity, figure.place.id) ?? undefined,
        detail: format.date(figure.at),
      },
      ...('receipt' in source && source.receipt
        ? [
            {
              label: t('source.receipt', { receipt: format.digest(source.receipt) }),
              to: `/receipts/${source.receipt}`,
            },
          ]
        : []),
    ].map(({ to, ...one }) => (to ? { ...one, to } : one)),
    ...(stale.length > 0 && { note: stale.join(' ') }),
  });
  return <TraceableNumber value={written} explain={explain} />;
}

/** What has to be known of a figure's source beside it. */
export function FigureMarks({ figure: { stale, source, keptInside } }: { figure: FigureView }) {
  const t = useText(pinnedText);
  return (
    <>
      {source.kind === 'stated' && <Chip size="small">{t('stated')}</Chip>}
      {keptInside && (
        <Chip size="small" tone="internal">
          {t('inside')}
        </Chip>
      )}
      {stale.length > 0 && (
        <Chip size="small" tone="warn">
          {t('stale')}
        </Chip>
      )}
    </>
  );
}
