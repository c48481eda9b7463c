import { useEffect, useState } from 'react';
import type { QuoteDetail } from '../../src-shared/quotes';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, Dialog, Form, SelectField, TextAreaField, useText } from '../ui';
import { quotesText } from './text';

/** The names of a quote's alternatives; a new one may begin with copies of another's lines. */
export function AlternativesDialog({ quote, open, onClose }: { quote: QuoteDetail; open: boolean; onClose(): void }) {
  const t = useText(quotesText);
  const desk = useDesk();
  const edit = useCommand(desk.quotes.edit);
  const add = useCommand(desk.quotes.addLines);
  const [text, setText] = useState('');
  const [from, setFrom] = useState<string | null>(null);
  const { forget } = edit;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew when it is opened, not while it is filled in
  useEffect(() => {
    if (open) setText(quote.alternatives.join('\n'));
    setFrom(null);
    forget();
  }, [open]);
  const names = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const fresh = names.filter((name) => !quote.alternatives.includes(name));
  const save = async () => {
    const alternative = quote.alternative !== null && names.includes(quote.alternative) ? quote.alternative : null;
    if (!(await edit.run({ quote: quote.id, fields: { alternatives: names, alternative } }))) return;
    const copied = fresh.flatMap((name) =>
      quote.lines
        .filter((line) => from !== null && line.alternative === from)
        .map(({ id: _id, position: _position, ...line }) => ({ ...line, alternative: name })),
    );
    if (copied.length > 0 && !(await add.run({ quote: quote.id, lines: copied }))) return;
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('alternatives.title')}
      actions={
        <Button kind="primary" busy={edit.busy || add.busy} onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <Form onSubmit={save}>
        <p>{t('alternatives.about')}</p>
        <TextAreaField
          label={t('alternatives.names')}
          hint={t('alternatives.names.hint')}
          optional
          rows={3}
          value={text}
          onChange={setText}
        />
        {fresh.length > 0 && quote.alternatives.length > 0 && (
          <SelectField
            label={t('alternatives.fill')}
            placeholder={t('alternatives.fill.none')}
            clearable
            options={quote.alternatives.map((value) => ({ value, label: value }))}
            value={from}
            onChange={setFrom}
          />
        )}
      </Form>
      <CommandProblem command={edit} />
      <CommandProblem command={add} />
    </Dialog>
  );
}
