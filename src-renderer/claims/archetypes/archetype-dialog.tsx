import { useState } from 'react';
import type { ArchetypeView } from '../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, TextAreaField, TextField, useText } from '../../ui';
import { archetypesText } from './text';

/** Describes an archetype; a shipped one becomes the house's own with that. */
export function ArchetypeDialog({ archetype, onClose }: { archetype: ArchetypeView | null; onClose(): void }) {
  const t = useText(archetypesText);
  const save = useCommand(useDesk().claims.saveArchetype);
  const [title, setTitle] = useState(archetype?.title ?? '');
  const [description, setDescription] = useState(archetype?.description ?? '');
  const [traits, setTraits] = useState(archetype?.traits.join('\n') ?? '');
  const missing = !title.trim() && t('edit.needs');
  const act = async () => {
    if (missing) return;
    const done = await save.run({
      ...(archetype?.id ? { archetype: archetype.id } : archetype?.template && { template: archetype.template }),
      title: title.trim(),
      description: description.trim(),
      traits: traits
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('edit.title')}
      actions={
        <Button kind="primary" busy={save.busy} unavailable={missing} onClick={act}>
          {t('edit.save')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <TextField label={t('edit.name')} value={title} onChange={setTitle} maxLength={200} />
        <TextAreaField label={t('edit.description')} rows={4} value={description} onChange={setDescription} />
        <TextAreaField
          label={t('edit.traits')}
          hint={t('edit.traits.hint')}
          rows={5}
          value={traits}
          onChange={setTraits}
        />
        <CommandProblem command={save} />
      </Form>
    </Dialog>
  );
}
