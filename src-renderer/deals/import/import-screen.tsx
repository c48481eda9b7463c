import { useEffect, useRef, useState } from 'react';
import type { Mapping, Reading } from '../../../src-shared/deals';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useHere } from '../../app';
import { handOver, useDesk } from '../../client';
import { focusContent, Mark, Page, PageHeader, useText } from '../../ui';
import { dealsText } from '../text';
import { CheckStep } from './check-step';
import { ColumnsStep } from './columns-step';
import { DoneStep, type ImportResult } from './done-step';
import { FileStep } from './file-step';
import styles from './import.module.css';
import { importText } from './text';

const steps = ['file', 'columns', 'check', 'done'] as const;
type Step = (typeof steps)[number];

/** A file as it was read. */
export type ReadFile = Awaited<ReturnType<ReturnType<typeof useDesk>['deals']['csv']['read']>> & { file: string };

/** Imports deals from a file: choosing it, saying what its columns are, checking every row, and the result. */
export function ImportScreen() {
  const t = useText(importText);
  const deals = useText(dealsText);
  const desk = useDesk();
  const [step, setStep] = useState<Step>('file');
  const [read, setRead] = useState<ReadFile | null>(null);
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  // What had the focus is gone with the step before; the next Tab leads into the new one.
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) focusContent();
    shown.current = step;
  }, [step]);
  useHere({ crumbs: [{ label: deals('title'), to: '/deals' }, { label: t('title') }] });

  const readFile = async (file: string, reading: Reading) => {
    const answer = await desk.deals.csv.read({ file, reading });
    setRead({ ...answer, file });
    setMapping(answer.mapping);
  };
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    } finally {
      setBusy(false);
    }
  };
  const choose = (file: File) =>
    attempt(async () => {
      const handed = await handOver(file);
      await readFile(handed.id, {});
      setStep('columns');
    });
  const again = () => {
    setStep('file');
    setRead(null);
    setResult(null);
    setProblem(null);
  };
  return (
    <Page fill={step === 'check'}>
      <PageHeader title={t('title')}>
        <StepList current={step} />
      </PageHeader>
      {step === 'file' && <FileStep busy={busy} problem={problem} onFile={choose} onForget={() => setProblem(null)} />}
      {step === 'columns' && read && mapping && (
        <ColumnsStep
          read={read}
          mapping={mapping}
          problem={problem}
          onMapping={setMapping}
          onReading={(reading) => attempt(() => readFile(read.file, reading))}
          onBack={again}
          onNext={() => setStep('check')}
        />
      )}
      {step === 'check' && read && mapping && (
        <CheckStep
          read={read}
          mapping={mapping}
          onMapping={setMapping}
          onBack={() => setStep('columns')}
          onDone={(done) => {
            setResult(done);
            setStep('done');
          }}
        />
      )}
      {step === 'done' && result && <DoneStep result={result} onAgain={again} />}
    </Page>
  );
}

function StepList({ current }: { current: Step }) {
  const t = useText(importText);
  const at = steps.indexOf(current);
  return (
    <ol aria-label={t('steps')} className={styles.steps}>
      {steps.map((step, index) => (
        <li key={step} aria-current={step === current ? 'step' : undefined} data-done={index < at || undefined}>
          <Mark name={index < at ? 'check' : index === at ? 'dot' : 'ring'} size={11} />
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
