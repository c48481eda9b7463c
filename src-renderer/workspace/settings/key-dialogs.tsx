import { useEffect, useState } from 'react';
import type { ChainView } from '../../../src-shared/receipts';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, NumberField, TextField, useText } from '../../ui';
import styles from './settings.module.css';
import { settingsText } from './text';

interface KeyDialogProps {
  /** The chain that it is about; closed while null. */
  chain: ChainView | null;
  onClose(): void;
}

/** Vouches for a key after its words were compared. */
export function AnnounceKey({ chain, onClose }: KeyDialogProps) {
  const t = useText(settingsText);
  const announce = useCommand(useDesk().receipts.announce);
  const name = chain?.name ?? t('people.erased');
  const act = async () => {
    if (chain && (await announce.run({ chain: chain.chain }))) onClose();
  };
  return (
    <Dialog
      open={chain !== null}
      onClose={onClose}
      size="medium"
      title={t('keys.announce.title', { name })}
      actions={
        <Button kind="primary" busy={announce.busy} onClick={act}>
          {t('keys.announce.confirm')}
        </Button>
      }
    >
      <p>{t('keys.announce.about')}</p>
      <ol className={styles.words} aria-label={t('keys.words')}>
        {(chain?.words.split(' ') ?? []).map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice
          <li key={index}>{word}</li>
        ))}
      </ol>
      <CommandProblem command={announce} />
    </Dialog>
  );
}

/** Ends a chain after a number, with a reason. */
export function RevokeKey({ chain, onClose }: KeyDialogProps) {
  const t = useText(settingsText);
  const revoke = useCommand(useDesk().receipts.revoke);
  const [last, setLast] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  useEffect(() => {
    setLast(chain ? String(chain.receipts) : null);
    setReason('');
  }, [chain]);
  const act = async () => {
    if (!chain || last === null) return;
    if (await revoke.run({ chain: chain.chain, lastNumber: Number(last) }, { reason })) onClose();
  };
  return (
    <Dialog
      open={chain !== null}
      onClose={onClose}
      size="medium"
      title={t('keys.revoke.title', { name: chain?.name ?? t('people.erased') })}
      actions={
        <Button kind="danger" busy={revoke.busy} onClick={act}>
          {t('keys.revoke.confirm')}
        </Button>
      }
    >
      <p>{t('keys.revoke.about')}</p>
      <NumberField label={t('keys.revoke.number')} value={last} onChange={setLast} min="0" />
      <TextField label={t('people.reason')} value={reason} onChange={setReason} maxLength={2000} />
      <CommandProblem command={revoke} />
    </Dialog>
  );
}
