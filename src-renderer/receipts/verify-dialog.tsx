import { useEffect, useRef, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import type { LedgerReportView } from '../../src-shared/receipts';
import { useDesk } from '../client';
import {
  Button,
  Chip,
  Dialog,
  ErrorSurface,
  KeyValueList,
  RadioField,
  Row,
  Stack,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';

/** Checks the whole ledger, showing how far it is, and names the first thing that does not hold. */
export function VerifyDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(receiptsText);
  const [how, setHow] = useState<'heads' | 'deep'>('heads');
  const check = useVerification();
  const { stop } = check;
  useEffect(() => {
    if (!open) stop();
  }, [open, stop]);
  const running = check.progress !== null;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      leave="close"
      title={t('verify.title')}
      actions={
        running ? (
          <Button onClick={stop}>{t('verify.stop')}</Button>
        ) : (
          <Button kind="primary" data-autofocus onClick={() => check.run(how === 'deep')}>
            {t('verify.run')}
          </Button>
        )
      }
    >
      <Stack gap={4}>
        <p className="quiet">{t('verify.about')}</p>
        <RadioField
          label={t('verify.how')}
          options={[
            { value: 'heads', label: t('verify.heads'), hint: t('verify.heads.about') },
            { value: 'deep', label: t('verify.deep'), hint: t('verify.deep.about') },
          ]}
          value={how}
          onChange={setHow}
        />
        {check.progress !== null && (
          <div
            role="progressbar"
            aria-label={t('verify.progress')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(check.progress * 100)}
            className={styles.progress}
          >
            <span style={{ inlineSize: `${check.progress * 100}%` }} />
          </div>
        )}
        {check.problem && <ErrorSurface error={check.problem} />}
        {check.report && <Report report={check.report} onClose={onClose} />}
      </Stack>
    </Dialog>
  );
}

function Report({ report, onClose }: { report: LedgerReportView; onClose(): void }) {
  const t = useText(receiptsText);
  const format = useFormat();
  const { go } = useNavigation();
  const { fault } = report;
  return (
    <div role="status">
      <Stack gap={3}>
        {fault ? (
          <ErrorSurface
            error={{ code: 'check-failed', message: fault.message }}
            title={t('verify.fails')}
            actions={
              <Button
                size="small"
                onClick={() => {
                  onClose();
                  go(`/receipts/${fault.hash}`);
                }}
              >
                {t('verify.show')}
              </Button>
            }
          />
        ) : (
          <Row>
            <Chip tone="good">{t('verify.holds')}</Chip>
            {report.unannounced.length > 0 && (
              <Chip tone="warn">{t('verify.unannounced', { count: report.unannounced.length })}</Chip>
            )}
          </Row>
        )}
        <KeyValueList
          items={[
            { label: t('verify.receipts'), value: format.number(report.receipts), figure: true },
            { label: t('verify.signatures'), value: format.number(report.signatures), figure: true },
            { label: t('verify.chains'), value: format.number(report.chains), figure: true },
            { label: t('verify.parts'), value: format.number(report.parts.present), figure: true },
            { label: t('verify.parts.erased'), value: format.number(report.parts.erased), figure: true },
            { label: t('verify.parts.withheld'), value: format.number(report.parts.withheld), figure: true },
          ]}
        />
      </Stack>
    </div>
  );
}

/** One verification at a time; stopping ends it on the desk too. */
function useVerification() {
  const desk = useDesk();
  const [progress, setProgress] = useState<number | null>(null);
  const [report, setReport] = useState<LedgerReportView | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const running = useRef<AbortController>(undefined);
  const stop = useRef(() => {
    running.current?.abort();
    setProgress(null);
  }).current;
  const run = async (deep: boolean) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setProgress(0);
    setReport(null);
    setProblem(null);
    try {
      const steps = await desk.receipts.verifying({ deep }, { signal: controller.signal });
      for await (const step of steps) {
        setProgress(step.progress);
        if (step.report) setReport(step.report);
      }
    } catch (thrown) {
      if (!controller.signal.aborted) setProblem(errorRecord(thrown));
    }
    if (running.current === controller) setProgress(null);
  };
  return { run, stop, progress, report, problem };
}
