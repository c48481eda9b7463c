import { useState } from 'react';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { useDesk } from '../client';
import { Button, ErrorSurface, Row, useText } from '../ui';
import { approvalsText } from './text';

/** Runs what was asked for, once everything that it needs was given. */
export function RunApproved({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await desk.approvals.run({ request: request.id });
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return (
    <>
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
      <Row>
        <Button kind="primary" busy={busy} onClick={run}>
          {t('run')}
        </Button>
        <span className="quiet">{t('run.about')}</span>
      </Row>
    </>
  );
}
