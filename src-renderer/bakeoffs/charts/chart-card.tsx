import { useState } from 'react';
import { BakeoffFigure, screenPalette } from '../../../src-charts';
import { type ChartFigure, type ChartFormat, shareUnit } from '../../../src-shared/bakeoffs';
import { ActionMenu, Button, Card, ErrorSurface, IconButton, Measured, useFormat, useText } from '../../ui';
import { measured, unitText } from '../verdict-words';
import styles from './charts.module.css';
import { FigureTable } from './figure-table';
import { type ChartSubject, useSaveChart } from './save-chart';
import { chartsText } from './text';

const HEIGHT = 170;
/** The table behind a picture takes more room than the picture. */
const TABLE_HEIGHT = 300;

const formats: readonly ChartFormat[] = ['png', 'svg', 'csv'];

interface ChartCardProps {
  figure: ChartFigure;
  subject: ChartSubject;
  /** What the picture's lines mean. */
  about: string;
  children?: React.ReactNode;
}

/** A picture with its figures as a table behind it, and ways to save either. */
export function ChartCard({ figure, subject, about, children }: ChartCardProps) {
  const t = useText(chartsText);
  const format = useFormat();
  const [asTable, setAsTable] = useState(false);
  const share = figure.unit === shareUnit;
  const name = figure.subject || figure.title;
  return (
    <Card
      title={name}
      aside={
        <>
          <Button
            size="small"
            kind="quiet"
            aria-pressed={asTable}
            aria-label={t('chart.table', { name: figure.title })}
            onClick={() => setAsTable(!asTable)}
          >
            {t('chart.table.short')}
          </Button>
          <SaveMenu figure={figure} subject={subject} />
        </>
      }
    >
      {asTable ? (
        <FigureTable figure={figure} height={TABLE_HEIGHT} />
      ) : (
        <Measured height={HEIGHT}>
          {(width) => (
            <BakeoffFigure
              figure={figure}
              width={width}
              height={HEIGHT}
              palette={screenPalette}
              unit={unitText(figure.unit)}
              labels={{ ours: t('ours'), theirs: t('theirs'), notBorne: t('charts.notBorne') }}
              format={(value) => measured(value, format, share ? shareUnit : null)}
            />
          )}
        </Measured>
      )}
      <small className={styles.about}>
        {about} {figure.measurements !== null && t('charts.counted', { count: figure.measurements })}
      </small>
      {children}
    </Card>
  );
}

/** Saves a picture as PNG or SVG, its figures as CSV. */
export function SaveMenu({ figure, subject, label }: { figure: ChartFigure; subject: ChartSubject; label?: string }) {
  const t = useText(chartsText);
  const { save, problem, forget } = useSaveChart(subject);
  return (
    <>
      <ActionMenu
        trigger={<IconButton icon="download" size="small" label={label ?? t('chart.menu', { name: figure.title })} />}
        items={formats.map((format, index) => ({
          id: format,
          label: t(`chart.save.${format}`),
          ...(index === 0 && subject.internal && { section: t('chart.save.internal') }),
          run: () => void save(figure, format),
        }))}
      />
      {problem && <ErrorSurface title={t('chart.failed')} error={problem} onDismiss={forget} />}
    </>
  );
}
