import { useEffect, useMemo, useRef, useState } from 'react';
import { Distribution, screenPalette } from '../../../src-charts';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import {
  type RoiCaseView,
  type RoiSimulation,
  type RoiTarget,
  roiPercents,
  type SimulatedFigure,
} from '../../../src-shared/roi';
import { useDesk } from '../../client';
import {
  Button,
  Card,
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorSurface,
  figureWidth,
  Measured,
  NumberField,
  Segment,
  SelectField,
  Stack,
  StatRow,
  useFormat,
  useText,
} from '../../ui';
import styles from '../roi.module.css';
import { targetName, targetText } from './figure-words';
import { caseText } from './text';

const HEIGHT = 240;
const DRAWS = ['1000', '10000', '100000', '1000000'] as const;

/** How the figures come out where every input is drawn from its range: seeded, so that the same seed says the same. */
export function Chance({ found, scenario }: { found: RoiCaseView; scenario: string }) {
  const t = useText(caseText);
  const format = useFormat();
  const [draws, setDraws] = useState<(typeof DRAWS)[number]>('100000');
  const [seed, setSeed] = useState<string | null>('1');
  const [shape, setShape] = useState<'pert' | 'triangular'>('pert');
  const run = useSimulation(found, scenario);
  if (found.missing > 0) return <EmptyState>{t('figure.none')}</EmptyState>;
  const start = () => seed !== null && void run.start({ draws: Number(draws), seed: Number(seed), shape });
  return (
    <Stack>
      <Card title={t('chance.title')}>
        <Stack gap={3}>
          <p className="quiet">{t('chance.about')}</p>
          <div className={styles.controls}>
            <SelectField
              label={t('chance.draws')}
              options={DRAWS.map((value) => ({ value, label: format.number(value) }))}
              value={draws}
              onChange={(next) => next && setDraws(next)}
            />
            <NumberField label={t('chance.seed')} value={seed} digits={0} min="0" max="4294967295" onChange={setSeed} />
            <Segment
              label={t('chance.shape')}
              options={[
                { value: 'pert', label: t('chance.shape.pert') },
                { value: 'triangular', label: t('chance.shape.triangular') },
              ]}
              value={shape}
              onChange={setShape}
            />
            {run.running ? (
              <Button onClick={run.stop}>{t('chance.stop')}</Button>
            ) : (
              <Button kind="primary" unavailable={seed === null && t('chance.seed')} onClick={start}>
                {t('chance.run')}
              </Button>
            )}
            {run.running && (
              <span className="quiet" role="status">
                {t('chance.running')}
              </span>
            )}
          </div>
        </Stack>
      </Card>
      {run.problem && <ErrorSurface error={run.problem} title={t('chance.title')} />}
      {run.result && <Outcome found={found} simulation={run.result} />}
    </Stack>
  );
}

interface Wish {
  draws: number;
  seed: number;
  shape: 'pert' | 'triangular';
}

/** Draws in the background; a stop, another run or leaving the page ends it. */
function useSimulation(found: RoiCaseView, scenario: string) {
  const desk = useDesk();
  const [result, setResult] = useState<RoiSimulation | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const [running, setRunning] = useState(false);
  const abort = useRef<AbortController | null>(null);
  // What was drawn from other inputs says nothing any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the content is what the draws follow from
  useEffect(() => {
    setResult(null);
    return () => abort.current?.abort();
  }, [found.content, scenario]);
  const start = async (wish: Wish) => {
    abort.current?.abort();
    const own = new AbortController();
    abort.current = own;
    setRunning(true);
    setProblem(null);
    try {
      const drawn = await desk.roi.simulate({ case: found.id, scenario, ...wish }, { signal: own.signal });
      if (!own.signal.aborted) setResult(drawn);
    } catch (thrown) {
      if (!own.signal.aborted) setProblem(errorRecord(thrown));
    } finally {
      if (abort.current === own) setRunning(false);
    }
  };
  const stop = () => {
    abort.current?.abort();
    setRunning(false);
  };
  return { result, problem, running, start, stop };
}

function Outcome({ found, simulation }: { found: RoiCaseView; simulation: RoiSimulation }) {
  const t = useText(caseText);
  const format = useFormat();
  const { currency } = found.content;
  const worth = simulation.figures.find(({ target }) => target === 'netPresentValue');
  if (!worth || simulation.drawn.length === 0) return <EmptyState>{t('chance.none')}</EmptyState>;
  const write = (value: number | null) => targetText('netPresentValue', value, format);
  const at = (percent: number) => worth.percentiles[(roiPercents as readonly number[]).indexOf(percent)] ?? null;
  const figure = targetName('netPresentValue', t, currency);
  const title = t('chance.chart', { figure, draws: format.number(simulation.draws) });
  const marks = [10, 50, 90].flatMap((percent) => {
    const value = at(percent);
    if (value === null) return [];
    const label =
      percent === 50 ? t('chance.median', { value: write(value) }) : t('chance.mark', { percent, value: write(value) });
    return [{ key: String(percent), value, label }];
  });
  return (
    <>
      <Card>
        <StatRow
          stats={[
            {
              label: t('chance.gain'),
              value: chanceText(simulation.probabilityOfGain, format),
              detail: t('chance.gain.detail'),
            },
            ...marks.map(({ key, value }) => ({
              label: t('chance.percentile', { percent: key }),
              value: write(value),
              detail: figure,
            })),
            {
              label: t('chance.mean'),
              value: write(worth.mean),
              detail: t('chance.drawn', { count: simulation.drawn.length }),
            },
          ]}
        />
      </Card>
      {worth.histogram && (
        <Card title={title}>
          <Measured height={HEIGHT}>
            {(width) => (
              <Distribution
                histogram={worth.histogram!}
                marks={marks}
                width={width}
                height={HEIGHT}
                title={title}
                lossBelow={0}
                unit={currency}
                format={(value) => format.number(Math.round(value))}
                palette={screenPalette}
              />
            )}
          </Measured>
        </Card>
      )}
      <Percentiles found={found} simulation={simulation} />
      {simulation.failed > 0 && <p className="quiet">{t('chance.failed', { count: simulation.failed })}</p>}
    </>
  );
}

function Percentiles({ found, simulation }: { found: RoiCaseView; simulation: RoiSimulation }) {
  const t = useText(caseText);
  const format = useFormat();
  const { currency, years } = found.content;
  const columns = useMemo((): DataColumn<SimulatedFigure>[] => {
    const write = (target: RoiTarget, value: number | null) =>
      value === null && (target === 'paybackYears' || target === 'discountedPaybackYears')
        ? t('chance.later', { years })
        : targetText(target, value, format);
    return [
      {
        id: 'target',
        header: t('target.label'),
        width: 240,
        grow: 3,
        cell: ({ target }) => targetName(target, t, currency),
      },
      ...roiPercents.map(
        (percent, index): DataColumn<SimulatedFigure> => ({
          id: `p${percent}`,
          header: t('chance.percentile', { percent }),
          kind: 'figure',
          width: figureWidth(
            simulation.figures.map(({ target, percentiles }) => write(target, percentiles[index] ?? null)),
            84,
          ),
          cell: ({ target, percentiles }) => write(target, percentiles[index] ?? null),
        }),
      ),
    ];
  }, [simulation, currency, years, format, t]);
  return (
    <Card title={t('chance.percentiles')} flush>
      <DataTable
        label={t('chance.percentiles')}
        rows={simulation.figures}
        columns={columns}
        rowKey={({ target }) => target}
        plain
      />
    </Card>
  );
}

/** A share of draws; what is not certain is never written as 0 or 100 percent. */
function chanceText(share: number, format: ReturnType<typeof useFormat>): string {
  if (share > 0 && share < 0.001) return `< ${format.ratio(0.001, { maxDigits: 1 })}`;
  if (share < 1 && share > 0.999) return `> ${format.ratio(0.999, { maxDigits: 1 })}`;
  return format.ratio(share, { maxDigits: 1 });
}
