import { useState } from 'react';
import { measureUnit, newMetric } from '../../../../src-shared/bakeoffs';
import type { ElementView } from '../../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../../app';
import { useDesk } from '../../../client';
import { Button, Dialog, Form, FormRow, Segment, SelectField, TextField, useText } from '../../../ui';
import { BakeoffField } from './bakeoff-field';
import { useChosenBakeoff } from './bakeoff-queries';
import { type Statistic, statisticMeasure, statistics } from './statistics';
import { evidenceText } from './text';

/** Plans what would show an element: a row of a bakeoff that is there or of a new one, or links a row that is planned already. */
export function MeasureDialog({ element, onClose }: { element: ElementView; onClose(): void }) {
  const t = useText(evidenceText);
  const measure = useCommand(useDesk().claims.measure);
  const [where, setWhere] = useState<'there' | 'new'>('new');
  const [bakeoff, setBakeoff] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [which, setWhich] = useState<'link' | 'add'>('add');
  const [row, setRow] = useState<string | null>(null);
  const [series, setSeries] = useState('');
  const [metric, setMetric] = useState('');
  const [statistic, setStatistic] = useState<Statistic>('median');
  const [unit, setUnit] = useState('ms');
  const [better, setBetter] = useState<'lower' | 'higher'>('lower');
  const { data } = useChosenBakeoff(where === 'there' ? bakeoff : null);
  const links = where === 'there' && which === 'link';
  const own = measureUnit(statisticMeasure(statistic));
  const hasRuns = where === 'there' && which === 'add' && data !== undefined && data.runs.length > 0;
  const whole = links ? row !== null : series.trim() !== '' && metric.trim() !== '' && (own || unit.trim()) !== '';
  const placed = where === 'new' ? title.trim() !== '' : bakeoff !== null;
  const missing = hasRuns ? t('measure.runs') : !(whole && placed) && t('measure.needs');
  const act = async () => {
    if (missing) return;
    const planned = () =>
      newMetric(
        {
          series: series.trim(),
          metric: metric.trim(),
          unit: unit.trim(),
          better,
          measure: statisticMeasure(statistic),
        },
        data?.metrics.map(({ id }) => id) ?? [],
      );
    const done = await measure.run({
      element: element.id,
      ...(where === 'new'
        ? { create: { title: title.trim(), template: 'custom' as const } }
        : bakeoff !== null && { bakeoff }),
      ...(links ? row !== null && { row } : { metric: planned() }),
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('measure.title', { label: element.label })}
      actions={
        <Button kind="primary" busy={measure.busy} unavailable={missing} onClick={act}>
          {t(links ? 'measure.act.link' : 'measure.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p className="quiet">{t('measure.about')}</p>
        <Segment
          label={t('measure.where')}
          options={[
            { value: 'new', label: t('measure.new') },
            { value: 'there', label: t('measure.there') },
          ]}
          value={where}
          onChange={setWhere}
        />
        {where === 'new' ? (
          <TextField label={t('measure.name')} maxLength={200} value={title} onChange={setTitle} />
        ) : (
          <>
            <BakeoffField
              value={bakeoff}
              onChange={(next) => {
                setBakeoff(next);
                setRow(null);
              }}
            />
            <Segment
              label={t('measure.which')}
              options={[
                { value: 'add', label: t('measure.add') },
                { value: 'link', label: t('measure.link') },
              ]}
              value={which}
              onChange={setWhich}
            />
          </>
        )}
        {links ? (
          <SelectField
            label={t('pick.row')}
            options={data?.metrics.map(({ id, label }) => ({ value: id, label })) ?? []}
            value={row}
            onChange={setRow}
          />
        ) : (
          <>
            <FormRow>
              <TextField
                label={t('measure.series')}
                hint={t('measure.series.hint')}
                maxLength={200}
                value={series}
                onChange={setSeries}
              />
              <TextField
                label={t('measure.metric')}
                hint={t('measure.metric.hint')}
                mono
                maxLength={200}
                value={metric}
                onChange={setMetric}
              />
            </FormRow>
            <FormRow>
              <SelectField<Statistic>
                label={t('measure.statistic')}
                options={statistics.map((value) => ({ value, label: t(`statistic.${value}`) }))}
                value={statistic}
                onChange={(next) => next && setStatistic(next)}
              />
              {!own && <TextField label={t('measure.unit')} maxLength={40} value={unit} onChange={setUnit} />}
              {!own && (
                <SelectField<'lower' | 'higher'>
                  label={t('measure.better')}
                  options={[
                    { value: 'lower', label: t('measure.lower') },
                    { value: 'higher', label: t('measure.higher') },
                  ]}
                  value={better}
                  onChange={(next) => next && setBetter(next)}
                />
              )}
            </FormRow>
          </>
        )}
        {hasRuns && <p role="status">{t('measure.runs')}</p>}
        <CommandProblem command={measure} />
      </Form>
    </Dialog>
  );
}
