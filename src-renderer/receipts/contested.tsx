import { useState } from 'react';
import type { ReceiptDetail } from '../../src-shared/receipts';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, Chip, Form, RadioField, Row, Stack, TextField, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';

/** Why a fact is contested, and how it is settled. Settling again is allowed: the newer word stands, both are kept. */
export function Contested({ receipt }: { receipt: ReceiptDetail }) {
  const t = useText(receiptsText);
  const settle = useCommand(useDesk().receipts.settle);
  const [outcome, setOutcome] = useState<'stands' | 'void'>('stands');
  const [reason, setReason] = useState('');
  const act = async () => {
    if (await settle.run({ receipt: receipt.hash, outcome }, { reason })) setReason('');
  };
  return (
    <section
      className={styles.contested}
      data-settled={receipt.contested !== 'open' || undefined}
      aria-label={t('contested.title')}
    >
      <Row>
        <b>{t('contested.title')}</b>
        {receipt.contested !== 'open' && (
          <Chip mark="half">{t(receipt.contested === 'void' ? 'contested.void' : 'contested.stands')}</Chip>
        )}
      </Row>
      <ul>
        {receipt.contestedBecause.map((why) => (
          <li key={why}>{why}</li>
        ))}
      </ul>
      <p className="quiet">{t(receipt.contested === 'open' ? 'contested.about' : 'contested.about.settled')}</p>
      <Form onSubmit={act} aria-label={t('contested.settle')}>
        <Stack gap={3}>
          <RadioField
            label={t('contested.outcome')}
            options={[
              { value: 'stands', label: t('contested.stands.act') },
              { value: 'void', label: t('contested.void.act') },
            ]}
            value={outcome}
            onChange={setOutcome}
          />
          <TextField
            label={t('contested.reason')}
            hint={t('contested.reason.hint')}
            value={reason}
            onChange={setReason}
            maxLength={2000}
          />
          <CommandProblem command={settle} />
          <div>
            <Button kind="primary" type="submit" busy={settle.busy}>
              {t('contested.settle')}
            </Button>
          </div>
        </Stack>
      </Form>
    </section>
  );
}
