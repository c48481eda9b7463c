import { useState } from 'react';
import { modelFromJson, modelTableFromCsv, type PricingModel, type TableProblem } from '../../src-shared/pricing';
import { Button, Dialog, FileDrop, Stack, useText } from '../ui';
import { FileProblems } from './file-problems';
import { pricingText } from './text';

export interface ImportTablesProps {
  content: PricingModel;
  open: boolean;
  onSave(content: PricingModel): void;
  onClose(): void;
}

interface ReadFile {
  file: File;
  text: string;
}

/** Puts tables of a spreadsheet into a draft, or a whole model: each file takes the place of the table that its header names. */
export function ImportTables({ content, open, onSave, onClose }: ImportTablesProps) {
  const t = useText(pricingText);
  const [files, setFiles] = useState<ReadFile[]>([]);
  const { model, problems, tables } = readFiles(content, files);
  const close = () => {
    setFiles([]);
    onClose();
  };
  const choose = async (chosen: readonly File[]) =>
    setFiles(await Promise.all(chosen.map(async (file) => ({ file, text: await file.text() }))));
  const save = () => {
    if (!model) return;
    onSave(model);
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      size="medium"
      title={t('tables.title')}
      actions={
        <Button
          kind="primary"
          unavailable={files.length === 0 ? t('tables.none') : !model && t('import.refused')}
          onClick={save}
        >
          {t('tables.apply')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p className="quiet">{t('tables.about')}</p>
        <FileDrop
          label={t('tables.files')}
          hint={t('tables.hint')}
          accept={['.csv', '.json']}
          multiple
          files={files.map(({ file }) => file)}
          onFiles={(chosen) => void choose([...files.map(({ file }) => file), ...chosen])}
          onRemove={(gone) => setFiles(files.filter(({ file }) => file !== gone))}
        />
        {tables.length > 0 && <p role="status">{t('tables.read', { tables: tables.join(', ') })}</p>}
        <FileProblems problems={problems} />
      </Stack>
    </Dialog>
  );

  function readFiles(start: PricingModel, read: readonly ReadFile[]) {
    let model: PricingModel | null = start;
    const problems: TableProblem[] = [];
    const tables: string[] = [];
    for (const { file, text } of read) {
      if (file.name.toLowerCase().endsWith('.json')) {
        const whole = modelFromJson(text);
        problems.push(...whole.problems);
        model = model && whole.model && { ...whole.model, name: start.name, version: start.version };
        tables.push(t('tables.whole'));
        continue;
      }
      const own = modelTableFromCsv(text, model ?? start);
      problems.push(...own.problems);
      model = model && own.model;
      if (own.table) tables.push(t(`table.${own.table}`));
    }
    return { model, problems, tables };
  }
}
