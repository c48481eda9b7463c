import type { BriefView } from '../../../src-shared/claims';
import { Card, IconButton, Row, SelectField, Stack, TextLink, useText } from '../../ui';
import styles from '../charted.module.css';
import { useCharts } from '../queries';
import { StandingChip } from '../words';
import { briefsText } from './text';

interface BriefChartsProps {
  brief: BriefView;
  /** Ids in their order, saved or not. */
  chosen: readonly string[];
  onChoose(ids: string[]): void;
}

/** The charts that a brief is built from, in their order. Only approved ones can be printed; the others say so. */
export function BriefCharts({ brief, chosen, onChoose }: BriefChartsProps) {
  const t = useText(briefsText);
  const { data: all = [] } = useCharts({});
  const offered = all.filter(({ id }) => !chosen.includes(id));
  const without = (id: string) => chosen.filter((one) => one !== id);
  const up = (id: string, at: number) => {
    const others = without(id);
    onChoose([...others.slice(0, at - 1), id, ...others.slice(at - 1)]);
  };
  return (
    <Card title={t('charts.title')}>
      <Stack gap={3}>
        <ol className={styles.plain} aria-label={t('charts.title')}>
          {chosen.map((id, at) => {
            const saved = brief.charts.find((chart) => chart.id === id);
            const row = saved ?? all.find((chart) => chart.id === id);
            if (!row) return null;
            const { number, title, standing } = row;
            const stale = all.find((chart) => chart.id === id)?.stale ?? 0;
            return (
              <li key={id}>
                <div className={styles.line}>
                  <Row>
                    <TextLink to={`/claims/charts/${id}`}>{number}</TextLink>
                    <StandingChip standing={standing} />
                  </Row>
                  <Row nowrap>
                    {at > 0 && (
                      <IconButton icon="arrow-up" label={t('charts.up', { number })} onClick={() => up(id, at)} />
                    )}
                    <IconButton
                      icon="close"
                      label={t('charts.remove', { number })}
                      onClick={() => onChoose(without(id))}
                    />
                  </Row>
                </div>
                <div>{title}</div>
                <small className="quiet">
                  {!saved
                    ? t('charts.new')
                    : saved.approvedVersion === null
                      ? t('charts.unapproved')
                      : t('charts.approved', { version: saved.approvedVersion })}
                </small>
                {stale > 0 && <p className={styles.changed}>{t('charts.stale', { count: stale })}</p>}
              </li>
            );
          })}
        </ol>
        {offered.length > 0 && (
          <SelectField
            label={t('charts.add')}
            options={offered.map(({ id, number, title }) => ({ value: id, label: `${number} · ${title}` }))}
            value={null}
            onChange={(id) => id && onChoose([...chosen, id])}
          />
        )}
      </Stack>
    </Card>
  );
}
