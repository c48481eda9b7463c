import { useState } from 'react';
import type { AgreementView } from '../../../src-shared/quotes';
import { CommandProblem, useCommand, useNow } from '../../app';
import { useDesk } from '../../client';
import { Button, DateField, Dialog, Form, useFormat, useNavigation, useText } from '../../ui';
import { agreementText } from './text';

export interface AgreementDialogProps {
  agreement: AgreementView;
  open: boolean;
  onClose(): void;
}

/** Begins an amendment from a day on, and opens its draft. */
export function AmendDialog({ agreement, open, onClose }: AgreementDialogProps) {
  const t = useText(agreementText);
  const format = useFormat();
  const { go } = useNavigation();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const create = useCommand(useDesk().quotes.create);
  const first = agreement.chain.at(-1)?.effectiveOn ?? agreement.startDate;
  const [day, setDay] = useState<string | null>(null);
  const chosen = day ?? [today, first].sort()[1] ?? null;
  const act = async () => {
    if (chosen === null) return;
    const done = await create.run({
      deal: agreement.deal,
      model: agreement.model,
      amends: { agreement: agreement.quote, effectiveOn: chosen },
    });
    if (!done?.result) return;
    onClose();
    go(`/quotes/${done.result.id}`);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('amend.title', { number: agreement.number })}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={chosen === null && t('amend.needs')} onClick={act}>
          {t('amend.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p>{t('amend.about')}</p>
        <DateField
          label={t('amend.on')}
          hint={t('amend.on.hint', { from: format.date(first), until: format.date(agreement.untilDate) })}
          value={chosen}
          min={first}
          onChange={setDay}
        />
      </Form>
      <CommandProblem command={create} />
    </Dialog>
  );
}
