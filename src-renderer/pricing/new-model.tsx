import { useState } from 'react';
import { modelFromCsv, modelFromJson, type PricingModel, type ReadModel } from '../../src-shared/pricing';
import { CommandProblem, useCommand, useWorkspace } from '../app';
import { useDesk } from '../client';
import { Button, Dialog, FileDrop, Form, Stack, TextField, useText } from '../ui';
import { FileProblems } from './file-problems';
import { pricingText } from './text';

/** A model without items, with what it needs to be one. */
function emptyModel(name: string, version: string, currency: string): Omit<PricingModel, 'skus'> {
  return {
    name: name || '–',
    version: version || '1',
    currency,
    discountMode: 'sequential',
    discountLimits: [],
    terms: { standardMonths: [12, 36], billing: ['by-sku'], paymentDays: 30 },
  };
}

export interface NewModelDialogProps {
  open: boolean;
  onClose(): void;
  onCreated(version: string): void;
}

/** Makes a model: empty, or from a file whose problems are named before anything is stored. */
export function NewModelDialog({ open, onClose, onCreated }: NewModelDialogProps) {
  const t = useText(pricingText);
  const workspace = useWorkspace();
  const create = useCommand(useDesk().pricing.create);
  const [name, setName] = useState('');
  const [version, setVersion] = useState('');
  const [currency, setCurrency] = useState(workspace.currency);
  const [file, setFile] = useState<{ file: File; text: string } | null>(null);
  const read = file ? readModel(file.file.name, file.text, emptyModel(name, version, currency)) : null;
  const ownName = name || (read?.model && read.model.name !== '–' ? read.model.name : '');
  const ownVersion = version || (read?.model && isJson(file?.file.name) ? read.model.version : '');
  const choose = async ([chosen]: File[]) => {
    if (chosen) setFile({ file: chosen, text: await chosen.text() });
  };
  const act = async () => {
    const model = file ? read?.model : { ...emptyModel(name, version, currency), skus: [] };
    if (!model || !ownName || !ownVersion) return;
    const done = await create.run({
      name: ownName,
      version: ownVersion,
      content: { ...model, name: ownName, version: ownVersion },
    });
    if (!done?.result) return;
    onClose();
    onCreated(done.result.version);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title={t('new')}
      actions={
        <Button
          kind="primary"
          busy={create.busy}
          unavailable={read && !read.model ? t('import.refused') : (!ownName || !ownVersion) && t('import.needs')}
          onClick={act}
        >
          {t('import.create')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p className="quiet">{t('import.about')}</p>
        <TextField label={t('import.name')} value={name} placeholder={ownName} onChange={setName} />
        <TextField label={t('import.version')} value={version} placeholder={ownVersion} onChange={setVersion} />
        {!isJson(file?.file.name) && (
          <TextField
            label={t('import.currency')}
            value={currency}
            maxLength={3}
            onChange={(text) => setCurrency(text.toUpperCase())}
          />
        )}
        <FileDrop
          label={t('import.file')}
          hint={t('import.hint')}
          accept={['.json', '.csv']}
          files={file ? [file.file] : []}
          onFiles={(files) => void choose(files)}
          onRemove={() => setFile(null)}
        />
      </Form>
      {read && (
        <Stack gap={2}>
          <p role="status">{read.model ? t('import.read', { count: read.model.skus.length }) : t('import.refused')}</p>
          <FileProblems problems={read.problems} />
        </Stack>
      )}
      <CommandProblem command={create} />
    </Dialog>
  );
}

function isJson(name: string | undefined): boolean {
  return name?.toLowerCase().endsWith('.json') ?? false;
}

function readModel(name: string, text: string, rest: Omit<PricingModel, 'skus'>): ReadModel {
  return isJson(name) ? modelFromJson(text) : modelFromCsv(text, rest);
}
