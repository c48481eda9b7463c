import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StudyMetricView, StudyView } from '../../src-shared/case-studies';
import type { FigureOrder } from '../../src-shared/pinned-figures';
import { CommandProblem, useCommand } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { FigureMarks, PinnedNumber, TakeFigureDialog, writtenFigure } from '../pinned-figures';
import { Button, Card, entryStyles, IconButton, Row, useFormat, useText } from '../ui';
import { STUDY_ENTITIES } from './queries';
import styles from './studies.module.css';
import { studiesText } from './text';

/** The order that takes the same figure once more; null for what somebody stated. */
function again({ figure: { source } }: StudyMetricView): FigureOrder | null {
  switch (source.kind) {
    case 'verdict':
      return { kind: 'verdict', verdict: source.bakeoff, row: source.row };
    case 'run':
      return { kind: 'run', run: source.run, metric: source.metric };
    case 'usage':
      return { kind: 'usage', line: source.line };
    case 'value-case':
      return { kind: 'value-case', valueCase: source.valueCase, figure: source.figure };
    case 'stated':
      return null;
  }
}

/** The figures of a case study, each with its source; those that are out of date can be taken anew. */
export function FiguresCard({ study, editable }: { study: StudyView; editable: boolean }) {
  const t = useText(studiesText);
  const desk = useDesk();
  const add = useCommand(desk.caseStudies.addMetric);
  const edit = useCommand(desk.caseStudies.editMetric);
  const remove = useCommand(desk.caseStudies.removeMetric);
  const [taking, setTaking] = useState(false);
  const { data: choices } = useQuery(
    useDeskQueries().caseStudies.choices.queryOptions({
      input: { study: study.id },
      enabled: taking,
      meta: { entities: STUDY_ENTITIES },
    }),
  );
  return (
    <Card
      title={t('figures.title')}
      aside={
        editable && (
          <Button size="small" onClick={() => setTaking(true)}>
            {t('figures.add')}
          </Button>
        )
      }
    >
      <CommandProblem command={edit} />
      <CommandProblem command={remove} />
      {study.metrics.length === 0 && <p className="quiet">{t('figures.none')}</p>}
      <ul className={entryStyles.list} aria-label={t('figures.title')}>
        {study.metrics.map((metric) => (
          <Metric
            key={metric.id}
            metric={metric}
            onAgain={
              editable && metric.figure.stale.length > 0 && again(metric)
                ? () => void edit.run({ metric: metric.id, figure: again(metric)! })
                : null
            }
            onRemove={editable ? () => void remove.run({ metric: metric.id }) : null}
          />
        ))}
      </ul>
      {taking && choices && (
        <TakeFigureDialog
          account={study.account}
          choices={choices}
          busy={add.busy}
          problem={<CommandProblem command={add} />}
          onClose={() => setTaking(false)}
          onTake={async (figure, label) => {
            if (await add.run({ study: study.id, figure, ...(label && { label }) })) setTaking(false);
          }}
        />
      )}
    </Card>
  );
}

interface MetricProps {
  metric: StudyMetricView;
  onAgain: (() => void) | null;
  onRemove: (() => void) | null;
}

function Metric({ metric: { label, figure }, onAgain, onRemove }: MetricProps) {
  const t = useText(studiesText);
  const format = useFormat();
  return (
    <li>
      <div className={entryStyles.line}>
        <span>{label}</span>
        <Row nowrap>
          {onAgain && <IconButton icon="undo" label={t('figures.again', { figure: label })} onClick={onAgain} />}
          {onRemove && <IconButton icon="close" label={t('figures.remove', { figure: label })} onClick={onRemove} />}
        </Row>
      </div>
      <div className={entryStyles.line}>
        <span className={entryStyles.value}>
          <PinnedNumber figure={figure} />
        </span>
        <span className="quiet">
          {figure.against !== null && `${t('figures.against')} ${writtenFigure(format, figure.against, figure.unit)}`}
        </span>
      </div>
      <div className={entryStyles.line}>
        <small className="quiet">{figure.statedBy ? `${figure.origin}, ${figure.statedBy}` : figure.origin}</small>
        <Row>
          <FigureMarks figure={figure} />
        </Row>
      </div>
      {figure.sentence && <p className={`quiet ${entryStyles.small}`}>{figure.sentence}</p>}
      {figure.stale.map((why) => (
        <p key={why} className={styles.changed}>
          {why}
        </p>
      ))}
    </li>
  );
}
