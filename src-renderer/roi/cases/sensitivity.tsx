import { useMemo, useState } from 'react';
import { screenPalette, TornadoBars, tornadoHeight } from '../../../src-charts';
import { type RoiCaseView, type RoiTarget, type TornadoBar, tornadoOf } from '../../../src-shared/roi';
import {
  Card,
  type DataColumn,
  DataTable,
  EmptyState,
  Measured,
  SelectField,
  Stack,
  useFormat,
  useText,
} from '../../ui';
import styles from '../roi.module.css';
import { lessIsBetter, targetName, targetOptions, targetText, valueWithUnit } from './figure-words';
import { caseText } from './text';

const MOST = 12;

/** What a figure depends on most: each input between its low and its high. */
export function Sensitivity({ found, scenario }: { found: RoiCaseView; scenario: string }) {
  const t = useText(caseText);
  const format = useFormat();
  const [target, setTarget] = useState<RoiTarget>('netPresentValue');
  const { content } = found;
  const tornado = useMemo(() => tornadoOf(content, { scenario, target }), [content, scenario, target]);
  const columns = useTornadoColumns(target);
  if (tornado === null) return <EmptyState>{t('figure.none')}</EmptyState>;
  const { base } = tornado;
  const rows = tornado.bars.slice(0, MOST).map(({ name, label, unit, low, high, atLow, atHigh }) => ({
    key: name,
    label,
    low: valueWithUnit(low, unit, format),
    high: valueWithUnit(high, unit, format),
    atLow,
    atHigh,
  }));
  const figure = targetName(target, t, content.currency);
  const labels = new Map(found.inputs.map(({ name, label }) => [name, label]));
  return (
    <Stack>
      <div className={styles.choice}>
        <SelectField
          label={t('target.label')}
          options={targetOptions(t, content.currency)}
          value={target}
          onChange={(next) => next && setTarget(next)}
        />
      </div>
      {rows.length === 0 || base === null ? (
        <EmptyState>{t('tornado.none')}</EmptyState>
      ) : (
        <>
          <Card title={t('tornado.title', { figure })}>
            <Stack gap={2}>
              <p className="quiet">{t('tornado.about')}</p>
              <Measured height={tornadoHeight(rows.length)}>
                {(width) => (
                  <TornadoBars
                    rows={rows}
                    base={base}
                    width={width}
                    height={tornadoHeight(rows.length)}
                    title={t('tornado.title', { figure })}
                    better={lessIsBetter(target) ? 'less' : 'more'}
                    format={(value) => targetText(target, value, format)}
                    palette={screenPalette}
                  />
                )}
              </Measured>
              {tornado.without.length > 0 && (
                <p className="quiet">
                  {t('tornado.without', {
                    inputs: format.list(tornado.without.map((name) => labels.get(name) ?? name)),
                  })}
                </p>
              )}
            </Stack>
          </Card>
          <Card title={t('tornado.table')} flush>
            <DataTable
              label={t('tornado.table')}
              rows={tornado.bars}
              columns={columns}
              rowKey={({ name }) => name}
              plain
              maxHeight={560}
            />
          </Card>
        </>
      )}
    </Stack>
  );
}

function useTornadoColumns(target: RoiTarget): DataColumn<TornadoBar>[] {
  const t = useText(caseText);
  const format = useFormat();
  return useMemo(() => {
    const write = (value: number | null) => targetText(target, value, format);
    return [
      { id: 'label', header: t('input.label'), width: 240, grow: 3, value: ({ label }) => label },
      {
        id: 'low',
        header: t('tornado.low'),
        kind: 'figure',
        width: 130,
        grow: 1,
        cell: ({ low, unit }) => valueWithUnit(low, unit, format),
      },
      {
        id: 'high',
        header: t('tornado.high'),
        kind: 'figure',
        width: 130,
        grow: 1,
        cell: ({ high, unit }) => valueWithUnit(high, unit, format),
      },
      {
        id: 'at-low',
        header: t('tornado.atLow'),
        kind: 'figure',
        width: 120,
        value: ({ atLow }) => atLow,
        cell: ({ atLow }) => write(atLow),
      },
      {
        id: 'at-high',
        header: t('tornado.atHigh'),
        kind: 'figure',
        width: 120,
        value: ({ atHigh }) => atHigh,
        cell: ({ atHigh }) => write(atHigh),
      },
      {
        id: 'swing',
        header: t('tornado.swing'),
        kind: 'figure',
        width: 120,
        value: ({ swing }) => swing,
        cell: ({ swing }) => write(swing),
      },
    ];
  }, [target, format, t]);
}
