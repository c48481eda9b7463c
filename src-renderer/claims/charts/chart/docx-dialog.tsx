import { useState } from 'react';
import type { ChartView, ReturnedChartView } from '../../../../src-shared/claims';
import { type ErrorRecord, errorRecord } from '../../../../src-shared/kernel/errors';
import { handOver, useDesk } from '../../../client';
import { Button, Chip, Dialog, ErrorSurface, FileDrop, Stack, type Tone, useFormat, useText } from '../../../ui';
import redlineStyles from '../../redline.module.css';
import styles from './chart.module.css';
import { chartText } from './text';

type Change = ReturnedChartView['changes'][number];

const TONE: Record<Change['state'], Tone> = { taken: 'good', there: 'neutral', conflict: 'bad', gone: 'warn' };

/** Reads a Word file back that was exported of this chart and edited: its changes are shown before any of them is taken. */
export function DocxDialog({ chart, onClose }: { chart: ChartView; onClose(): void }) {
  const t = useText(chartText);
  const desk = useDesk();
  const [file, setFile] = useState<{ file: File; id: string } | null>(null);
  const [found, setFound] = useState<ReturnedChartView | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const [busy, setBusy] = useState(false);
  const guarded = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  const look = ([chosen]: File[]) =>
    chosen &&
    void guarded(async () => {
      setFound(null);
      const { id } = await handOver(chosen);
      setFile({ file: chosen, id });
      setFound(await desk.claims.takeBack({ chart: chart.id, file: id, simulate: true }));
    });
  const take = () =>
    file &&
    void guarded(async () => {
      await desk.claims.takeBack({ chart: chart.id, file: file.id });
      onClose();
    });
  const nothing =
    found &&
    ![...found.changes.map(({ state }) => state === 'taken'), ...found.comments.map(({ there }) => !there)].includes(
      true,
    );
  const conflicts = found?.changes.some(({ state }) => state === 'conflict') ?? false;
  const missing = !found
    ? t('docx.needs')
    : conflicts
      ? t('docx.conflicts')
      : nothing && t('docx.nothing', { version: found.version });
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('docx.title', { number: chart.number })}
      actions={
        <Button kind="primary" busy={busy} unavailable={missing} onClick={take}>
          {t('docx.take')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p className="quiet">{t('docx.about')}</p>
        <FileDrop
          label={t('docx.file')}
          accept={['.docx']}
          files={file ? [file.file] : []}
          onFiles={look}
          onRemove={() => {
            setFile(null);
            setFound(null);
          }}
        />
        {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
        {found && <Returned found={found} />}
        {found && missing && <p role="status">{missing}</p>}
      </Stack>
    </Dialog>
  );
}

/** What came back: each changed text with what was added and struck out, and comments. */
function Returned({ found }: { found: ReturnedChartView }) {
  const t = useText(chartText);
  const format = useFormat();
  return (
    <>
      {found.changes.map((change) => (
        <section key={change.place} className={redlineStyles.row} aria-label={change.label}>
          <h3 className={redlineStyles.label}>
            {change.label}{' '}
            <Chip size="small" tone={TONE[change.state]}>
              {t(`docx.${change.state}`)}
            </Chip>
            {change.trackedBy.length > 0 && (
              <span className="quiet"> {t('docx.tracked', { names: format.list(change.trackedBy) })}</span>
            )}
          </h3>
          <p className={redlineStyles.field}>
            {change.runs.map(({ kind, text }, index) => {
              // Runs have no identity but their place.
              const at = `${index} ${kind}`;
              if (kind === 'added') return <ins key={at}>{text}</ins>;
              if (kind === 'removed') return <del key={at}>{text}</del>;
              return <span key={at}>{text}</span>;
            })}
          </p>
          {change.state === 'conflict' && change.now !== null && (
            <p className={styles.prose}>{t('docx.now', { text: change.now })}</p>
          )}
        </section>
      ))}
      {found.comments.length > 0 && (
        <section aria-label={t('docx.comments')}>
          <h3>{t('docx.comments')}</h3>
          <ul>
            {found.comments.map(({ element, text, there }) => (
              <li key={`${element} ${text}`}>
                {text} {there && <Chip size="small">{t('docx.there')}</Chip>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
