import { useState } from 'react';
import type { ReleaseView } from '../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, TextAreaField, useText } from '../../ui';
import { releasesText } from './text';

/** Takes a release back, with the reason that everybody reads. */
export function WithdrawDialog({ release, onClose }: { release: ReleaseView; onClose(): void }) {
  const t = useText(releasesText);
  const withdraw = useCommand(useDesk().claims.withdraw);
  const [reason, setReason] = useState('');
  const missing = !reason.trim() && t('withdraw.needs');
  const act = async () => {
    if (missing) return;
    if (await withdraw.run({ release: release.id, reason: reason.trim() })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('withdraw.title', { number: release.number, version: release.version })}
      actions={
        <Button kind="danger" busy={withdraw.busy} unavailable={missing} onClick={act}>
          {t('withdraw')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p>{t('withdraw.about')}</p>
        <TextAreaField
          label={t('withdraw.reason')}
          hint={t('withdraw.reason.hint')}
          value={reason}
          onChange={setReason}
          maxLength={2000}
        />
        <CommandProblem command={withdraw} />
      </Form>
    </Dialog>
  );
}
