import { useState } from 'react';
import { screenPalette, TimeSeries } from '../../../src-charts';
import { type BakeoffView, courseMeasures, type Degradation, shareUnit } from '../../../src-shared/bakeoffs';
import { Button, Card, Columns, Measured, Section, useFormat, useText } from '../../ui';
import { measured } from '../verdict-words';
import { FaultsDialog } from './faults-dialog';
import { robustnessText } from './text';

const HEIGHT = 160;

/** How the sides fared over time against the fault; only where rows are about faults. */
export function RobustnessSection({ bakeoff, mayChange }: { bakeoff: BakeoffView; mayChange: boolean }) {
  const t = useText(robustnessText);
  const [recording, setRecording] = useState(false);
  const about = bakeoff.metrics.some(({ measure }) => measure.kind === 'underFault');
  if (!about || bakeoff.runs.length === 0) return null;
  return (
    <Section
      title={t('title')}
      aside={
        mayChange && (
          <Button size="small" onClick={() => setRecording(true)}>
            {t('record.all')}
          </Button>
        )
      }
    >
      {bakeoff.courses.length === 0 && <p className="quiet">{t('none')}</p>}
      {bakeoff.courses.map((course) => (
        <Course key={`${course.key}\n${course.metric}`} course={course} />
      ))}
      {bakeoff.courses.length > 0 && <small className="quiet">{t('about')}</small>}
      {recording && <FaultsDialog subjects={bakeoff.runs} onClose={() => setRecording(false)} />}
    </Section>
  );
}

function Course({ course }: { course: Degradation }) {
  const t = useText(robustnessText);
  const format = useFormat();
  const { key, fault, courses, unit } = course;
  const units = { success: shareUnit, throughput: '1/s', latency: unit };
  const seconds = (value: number) => format.number(value, { maxDigits: 1 });
  return (
    <Columns min={180}>
      {courseMeasures.map((measure) => (
        <Card key={measure} title={t(`course.${measure}`, { key })}>
          <Measured height={HEIGHT}>
            {(width) => (
              <TimeSeries
                series={(['ours', 'theirs'] as const).map((side) => ({ side, points: courses[measure][side] }))}
                width={width}
                height={HEIGHT}
                title={t(`course.${measure}`, { key })}
                unit={measure === 'success' ? '' : units[measure]}
                labels={{ ours: t('ours'), theirs: t('theirs') }}
                shade={{ from: fault.from, to: fault.to, label: fault.kind }}
                format={(value) => measured(value, format, units[measure])}
                palette={screenPalette}
              />
            )}
          </Measured>
          <small>{t('course.fault', { kind: fault.kind, from: seconds(fault.from), to: seconds(fault.to) })}</small>
        </Card>
      ))}
    </Columns>
  );
}
