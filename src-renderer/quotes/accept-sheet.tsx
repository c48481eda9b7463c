import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import type { QuoteDetail, QuoteVersionView, ReturnedSheet } from '../../src-shared/quotes';
import { handOver, useDesk } from '../client';
import { ErrorSurface, FileDrop, KeyValueList, Stack, useFormat, useText } from '../ui';
import { quotesText } from './text';

/** A sheet that came back, as it was read, and the handed-over file that it stands in. */
export interface HandedSheet {
  handed: string;
  sheet: ReturnedSheet;
}

export interface SheetDropProps {
  quote: QuoteDetail;
  version: QuoteVersionView;
  onRead(sheet: HandedSheet): void;
}

/** Takes the filled-in acceptance sheet that a customer sent back, and has it read. */
export function SheetDrop({ quote, version, onRead }: SheetDropProps) {
  const t = useText(quotesText);
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    try {
      const { id } = await handOver(file);
      const sheet = await desk.quotes.readSheet({ quote: quote.id, version: version.version, file: id });
      onRead({ handed: id, sheet });
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap={2}>
      <FileDrop
        label={t('accept.sheet')}
        hint={busy ? t('accept.sheet.reading') : t('accept.sheet.hint')}
        accept={['.pdf']}
        onFiles={([file]) => take(file)}
      />
      {problem && <ErrorSurface error={problem} title={t('accept.sheet.failed')} onDismiss={() => setProblem(null)} />}
    </Stack>
  );
}

/** What stands on a sheet that came back, and what speaks against taking it. */
export function SheetFacts({ sheet }: { sheet: ReturnedSheet }) {
  const t = useText(quotesText);
  const format = useFormat();
  const { signature, problems } = sheet;
  const rows: [string, string | null][] = [
    [t('accept.sheet.file'), sheet.file],
    [t('accept.sheet.name'), sheet.name],
    [t('accept.sheet.title'), sheet.title],
    [t('accept.on'), sheet.acceptedOn && format.date(sheet.acceptedOn)],
    [t('accept.alternative'), sheet.alternative],
    [t('accept.sheet.signature'), signature && (signature.kind === 'typed' ? signature.text : t('accept.sheet.drawn'))],
    [t('accept.document'), format.digest(sheet.document)],
  ];
  return (
    <Stack gap={2}>
      <KeyValueList items={rows.flatMap(([label, value]) => (value ? [{ label, value }] : []))} />
      {problems.length === 0 ? (
        <p role="status" className="quiet">
          {t('accept.sheet.holds')}
        </p>
      ) : (
        <div role="alert">
          <p>{t('accept.sheet.problems')}</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
    </Stack>
  );
}
