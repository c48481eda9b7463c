import { useState } from 'react';
import type { ContactView } from '../../../src-shared/deals';
import { CommandProblem, useCommand, useDraft } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, Stack, TextField, useText } from '../../ui';
import { accountPath } from '../shared';
import { dealsText } from '../text';

interface ContactEdit {
  name: string;
  title: string;
  email: string;
  phone: string;
}

export interface ContactDialogProps {
  account: string;
  /** Null: a new one. */
  contact: ContactView | null;
  onClose(): void;
}

/** Adds or changes a contact of an account. What was typed survives a crash. */
export function ContactDialog({ account, contact, onClose }: ContactDialogProps) {
  const t = useText(dealsText);
  const desk = useDesk();
  const create = useCommand(desk.deals.createContact);
  const revise = useCommand(desk.deals.reviseContact);
  const [tried, setTried] = useState(false);
  const draft = useDraft<ContactEdit>(`${accountPath(account)}#contact-${contact?.id ?? 'new'}`, {
    name: contact?.name ?? '',
    title: contact?.title ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
  });
  const edit = draft.value;
  const set = (change: Partial<ContactEdit>) => draft.set({ ...edit, ...change });
  const save = async () => {
    setTried(true);
    if (edit.name.trim() === '') return;
    const fields = {
      name: edit.name.trim(),
      title: edit.title.trim(),
      email: edit.email.trim(),
      phone: edit.phone.trim(),
    };
    const done = contact
      ? await revise.run({ contact: contact.id, ...fields })
      : await create.run({ account, ...fields });
    if (!done) return;
    draft.drop();
    onClose();
  };
  const cancel = () => {
    draft.drop();
    onClose();
  };
  const title = contact ? t('contacts.edit', { name: contact.name ?? t('contacts.erased') }) : t('contacts.add');
  return (
    <Dialog
      open
      onClose={cancel}
      size="medium"
      title={title}
      actions={
        <Button kind="primary" busy={create.busy || revise.busy} onClick={save} shortcut="Mod Enter">
          {t('contacts.save')}
        </Button>
      }
    >
      <Form onSubmit={save} aria-label={title}>
        <Stack gap={4}>
          <TextField
            label={t('contacts.name')}
            value={edit.name}
            maxLength={200}
            autoFocus
            error={tried && edit.name.trim() === '' ? t('contacts.missing') : null}
            onChange={(name) => set({ name })}
          />
          <TextField
            label={t('contacts.title.field')}
            optional
            value={edit.title}
            maxLength={200}
            onChange={(value) => set({ title: value })}
          />
          <TextField
            label={t('contacts.email')}
            type="email"
            optional
            value={edit.email}
            maxLength={320}
            onChange={(email) => set({ email })}
          />
          <TextField
            label={t('contacts.phone')}
            type="tel"
            optional
            value={edit.phone}
            maxLength={60}
            onChange={(phone) => set({ phone })}
          />
          <p className="quiet">{t('contacts.about')}</p>
          <CommandProblem command={create} />
          <CommandProblem command={revise} />
        </Stack>
      </Form>
    </Dialog>
  );
}
