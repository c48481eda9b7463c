import { useState } from 'react';
import type { QuoteDetail } from '../../src-shared/quotes';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, Dialog, Form, TextField, useText } from '../ui';
import { quotesText } from './text';

/** Keeps the lines and terms of a quote to begin others with. */
export function SaveTemplateDialog({ quote, open, onClose }: { quote: QuoteDetail; open: boolean; onClose(): void }) {
  const t = useText(quotesText);
  const save = useCommand(useDesk().quotes.saveTemplate);
  const [name, setName] = useState('');
  const [about, setAbout] = useState('');
  const act = async () => {
    if (!name.trim()) return;
    if (await save.run({ quote: quote.id, name: name.trim(), about: about.trim() })) onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('template.save')}
      actions={
        <Button kind="primary" busy={save.busy} unavailable={!name.trim() && t('template.needs')} onClick={act}>
          {t('save')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p>{t('template.about')}</p>
        <TextField label={t('template.name')} value={name} maxLength={120} onChange={setName} />
        <TextField label={t('template.for')} optional value={about} maxLength={500} onChange={setAbout} />
      </Form>
      <CommandProblem command={save} />
    </Dialog>
  );
}
