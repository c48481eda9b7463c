import { useEffect, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { usePersonName } from '../app';
import { handOver, useDesk } from '../client';
import { Button, CheckField, Dialog, ErrorSurface, FileDrop, Row, Stack, useText } from '../ui';
import { FiledActsDialog } from './filed-acts';
import styles from './receipts.module.css';
import { receiptsText } from './text';

interface ImportReport {
  added: number;
  known: number;
  unannounced: { chain: string; person: string; publicKey: string; words: string; receipts: number }[];
}

/** Takes receipts from a file. Those of keys that nobody here has announced wait until an admin compared the words. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(receiptsText);
  const desk = useDesk();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const [handed, setHanded] = useState<string | null>(null);
  /** The handed-over file that is looked into, because it is not taken in. */
  const [reading, setReading] = useState<string | null>(null);
  useEffect(() => {
    if (open) return;
    setFile(null);
    setReport(null);
    setAccepted([]);
    setProblem(null);
    setReading(null);
  }, [open]);
  const run = async () => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    setReading(null);
    try {
      const { id } = await handOver(file);
      setHanded(id);
      setReport(await desk.receipts.importFile({ file: id, acceptChains: [...accepted] }));
      setAccepted([]);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return (
    <>
      <Dialog
        open={open && reading === null}
        onClose={onClose}
        size="medium"
        leave={report ? 'close' : 'cancel'}
        title={t('exchange.import.title')}
        actions={
          <Button
            kind="primary"
            icon="upload"
            busy={busy}
            unavailable={!file && t('exchange.import.file')}
            onClick={run}
          >
            {accepted.length > 0 ? t('exchange.accept.run') : t('exchange.import.run')}
          </Button>
        }
      >
        <Stack gap={4}>
          <FileDrop
            label={t('exchange.import.file')}
            hint={t('exchange.import.about')}
            accept={['.ndjson', '.json']}
            files={file ? [file] : []}
            onFiles={([chosen]) => {
              setFile(chosen ?? null);
              setReport(null);
              setReading(null);
            }}
            onRemove={() => setFile(null)}
          />
          {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
          {problem?.details?.['kind'] === 'revoked-chain' && handed && (
            <Row>
              <Button onClick={() => setReading(handed)}>{t('exchange.read')}</Button>
            </Row>
          )}
          {report && (
            <p role="status">
              {t('exchange.added', { count: report.added })} {t('exchange.known', { count: report.known })}
            </p>
          )}
          {report && report.unannounced.length > 0 && (
            <Unannounced chains={report.unannounced} accepted={accepted} onAccept={setAccepted} />
          )}
        </Stack>
      </Dialog>
      <FiledActsDialog open={open && reading !== null} file={reading ?? ''} name={file?.name ?? ''} onClose={onClose} />
    </>
  );
}

interface UnannouncedProps {
  chains: ImportReport['unannounced'];
  accepted: readonly string[];
  onAccept(chains: readonly string[]): void;
}

function Unannounced({ chains, accepted, onAccept }: UnannouncedProps) {
  const t = useText(receiptsText);
  const nameOf = usePersonName();
  return (
    <div className={styles.unannounced}>
      <div>
        <b>{t('exchange.unannounced')}</b>
        <p className="quiet">{t('exchange.unannounced.about')}</p>
      </div>
      <ul>
        {chains.map(({ chain, person, words, receipts }) => (
          <li key={chain}>
            <b>{nameOf(person) ?? t('erased')}</b>
            <span className={styles.words}>{words}</span>
            <CheckField
              label={t('exchange.accept', { count: receipts })}
              checked={accepted.includes(chain)}
              onChange={(checked) =>
                onAccept(checked ? [...accepted, chain] : accepted.filter((other) => other !== chain))
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
