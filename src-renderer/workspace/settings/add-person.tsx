import { useEffect, useState } from 'react';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, Stack, useText } from '../../ui';
import { isWhole, nobody, PersonFields } from './person-fields';
import { settingsText } from './text';

/** Adds a person to the workspace. */
export function AddPerson({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(settingsText);
  const [edit, setEdit] = useState(nobody);
  const [tried, setTried] = useState(false);
  const add = useCommand(useDesk().workspace.addPerson);
  const { forget } = add;
  useEffect(() => {
    if (open) return;
    setEdit(nobody);
    setTried(false);
    forget();
  }, [open, forget]);
  const save = async () => {
    setTried(true);
    if (!isWhole(edit)) return;
    const { name, email, title, roles } = edit;
    const outcome = await add.run({ name: name.trim(), email: email.trim(), title: title.trim(), roles });
    if (outcome) onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title={t('people.add')}
      actions={
        <Button kind="primary" busy={add.busy} onClick={save} shortcut="Mod Enter">
          {t('people.add')}
        </Button>
      }
    >
      <Form onSubmit={save} aria-label={t('people.add')}>
        <Stack gap={4}>
          <PersonFields edit={edit} onChange={setEdit} strict={tried} />
          <CommandProblem command={add} />
        </Stack>
      </Form>
    </Dialog>
  );
}
