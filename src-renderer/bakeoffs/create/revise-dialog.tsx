import { useState } from 'react';
import type { BakeoffView } from '../../../src-shared/bakeoffs';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, CheckField, Dialog, Stack, TextAreaField, TextField, useText } from '../../ui';
import styles from '../bakeoffs.module.css';
import { FactConditions, Limits, RunConditions, StaleAfter } from './conditions';
import {
  type ConditionsDraft,
  conditionsOf,
  draftOfConditions,
  isWholeRow,
  metricsOf,
  percentOf,
  rowsOfMetrics,
  shareOf,
} from './plan-draft';
import { RowsEditor } from './rows-editor';
import { createText } from './text';

/** Changes a plan: the words at any time, rows and limits only while there are no runs. */
export function ReviseDialog({ bakeoff, onClose }: { bakeoff: BakeoffView; onClose(): void }) {
  const t = useText(createText);
  const revise = useCommand(useDesk().bakeoffs.revise);
  const runs = bakeoff.runs.length + bakeoff.excluded.length;
  const fixed = runs > 0;
  const [title, setTitle] = useState(bakeoff.title);
  const [question, setQuestion] = useState(bakeoff.question);
  const [internalOnly, setInternalOnly] = useState(bakeoff.competitorInternalOnly);
  const [rows, setRows] = useState(() => rowsOfMetrics(bakeoff.metrics));
  const [limits, setLimits] = useState({
    band: percentOf(bakeoff.band),
    errorRate: percentOf(bakeoff.errorRateLimit),
    oldAfter: bakeoff.oldAfterMonths === null ? null : String(bakeoff.oldAfterMonths),
    staleAfter: bakeoff.staleAfterDays === null ? null : String(bakeoff.staleAfterDays),
  });
  const [conditions, setConditions] = useState<ConditionsDraft>(() => draftOfConditions(bakeoff));
  const complete = title.trim() !== '' && rows.length > 0 && rows.every(isWholeRow);
  const save = async () => {
    const done = await revise.run({
      bakeoff: bakeoff.id,
      title: title.trim(),
      question: question.trim(),
      competitorInternalOnly: internalOnly,
      staleAfterDays: limits.staleAfter === null ? null : Number(limits.staleAfter),
      ...(!fixed && {
        metrics: metricsOf(rows),
        band: shareOf(limits.band) ?? bakeoff.band,
        errorRateLimit: shareOf(limits.errorRate),
        oldAfterMonths: limits.oldAfter === null ? null : Number(limits.oldAfter),
        ...conditionsOf(conditions),
      }),
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('revise.title')}
      actions={
        <Button
          kind="primary"
          busy={revise.busy}
          unavailable={!complete && t('incomplete')}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
      }
    >
      <Stack>
        <TextField label={t('name')} value={title} onChange={setTitle} maxLength={200} />
        <TextAreaField label={t('question')} optional value={question} onChange={setQuestion} rows={2} />
        <CheckField label={t('internal')} hint={t('internal.hint')} checked={internalOnly} onChange={setInternalOnly} />
        {fixed ? (
          <>
            <p className="quiet">{t('revise.fixed', { runs })}</p>
            <StaleAfter
              value={limits.staleAfter}
              onChange={(staleAfter) => setLimits((before) => ({ ...before, staleAfter }))}
            />
          </>
        ) : (
          <>
            <RowsEditor rows={rows} anyMetric onChange={setRows} />
            <div className={styles.factGroup}>
              <Limits draft={limits} onChange={(change) => setLimits((before) => ({ ...before, ...change }))} />
              <RunConditions
                draft={conditions}
                onChange={(change) => setConditions((before) => ({ ...before, ...change }))}
              />
            </div>
            <div className={styles.pair}>
              <FactConditions
                draft={conditions}
                onChange={(change) => setConditions((before) => ({ ...before, ...change }))}
              />
            </div>
          </>
        )}
        <CommandProblem command={revise} />
      </Stack>
    </Dialog>
  );
}
