import { useState } from 'react';
import { type ClaimSetRow, claimSetKinds } from '../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, SelectField, TextField, useText } from '../../ui';
import { claimsText } from '../text';
import { setsText } from './text';

/** Title, kind and reference of a set. */
export function EditSetDialog({ set, onClose }: { set: ClaimSetRow; onClose(): void }) {
  const t = useText(setsText);
  const words = useText(claimsText);
  const edit = useCommand(useDesk().claims.editSet);
  const [title, setTitle] = useState(set.title);
  const [kind, setKind] = useState(set.kind);
  const [reference, setReference] = useState(set.reference);
  const act = async () => {
    if (title.trim() && (await edit.run({ set: set.id, title: title.trim(), kind, reference: reference.trim() })))
      onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('set.edit')}
      actions={
        <Button kind="primary" busy={edit.busy} unavailable={!title.trim() && t('import.needs.name')} onClick={act}>
          {t('set.edit.save')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <TextField label={t('import.name')} value={title} onChange={setTitle} maxLength={200} />
        <SelectField
          label={t('import.kind')}
          options={claimSetKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
          value={kind}
          onChange={(value) => value && setKind(value)}
        />
        <TextField label={t('import.reference')} optional value={reference} onChange={setReference} maxLength={200} />
        <CommandProblem command={edit} />
      </Form>
    </Dialog>
  );
}
