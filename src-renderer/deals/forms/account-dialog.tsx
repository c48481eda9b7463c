import { useState } from 'react';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, Stack, useText } from '../../ui';
import { dealsText } from '../text';
import { AccountFields, newAccountEdit, SimilarAccounts, trimmedAccount } from './account-fields';

/** Makes an account on the way to something else; or takes one that is there under nearly the same name. */
export function AccountDialog({ onClose, onMade }: { onClose(): void; onMade(account: string): void }) {
  const t = useText(dealsText);
  const [edit, setEdit] = useState(newAccountEdit);
  const [tried, setTried] = useState(false);
  const create = useCommand(useDesk().deals.createAccount);
  const save = async () => {
    setTried(true);
    if (edit.name.trim() === '') return;
    const outcome = await create.run(trimmedAccount(edit));
    if (outcome?.result) onMade(outcome.result.id);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('accounts.new')}
      actions={
        <Button kind="primary" busy={create.busy} onClick={save} shortcut="Mod Enter">
          {t('accounts.create')}
        </Button>
      }
    >
      <Form onSubmit={save} aria-label={t('accounts.new')}>
        <Stack gap={4}>
          <AccountFields edit={edit} onChange={setEdit} strict={tried} />
          <SimilarAccounts name={edit.name} onUse={onMade} />
          <CommandProblem command={create} />
        </Stack>
      </Form>
    </Dialog>
  );
}
