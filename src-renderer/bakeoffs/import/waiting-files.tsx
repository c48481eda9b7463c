import { useState } from 'react';
import type { ReadFile, ReadingView, SideName } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';
import {
  Button,
  Chip,
  ErrorSurface,
  IconButton,
  Push,
  Row,
  reportError,
  SelectField,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { MappingOffer } from '../mapping/mapping-offer';
import { useBakeoffs } from '../queries';
import { bakeoffsText } from '../text';
import { isUsable } from './choices';
import { FileProblem } from './file-problem';
import { foldTray } from './handing-over';
import styles from './import.module.css';
import { importText } from './text';

interface WaitingProps {
  reading: ReadingView;
  refresh(): Promise<void>;
  onDiscard(): void;
}

/** Files of which it is not said yet what they are for: what each one is, whose run it is, and the bakeoff they belong to. */
export function WaitingFiles({ reading, refresh, onDiscard }: WaitingProps) {
  const t = useText(importText);
  const desk = useDesk();
  const { go } = useNavigation();
  const { data } = useBakeoffs();
  const [bakeoff, setBakeoff] = useState<string | null>(null);
  const [sides, setSides] = useState<Readonly<Record<string, SideName>>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const usable = reading.files.filter((file) => isUsable(file));
  const open = (data?.bakeoffs ?? []).filter(({ status }) => status === 'open');
  const give = async () => {
    if (bakeoff === null) return;
    setBusy(true);
    setProblem(null);
    try {
      await desk.bakeoffs.assign({ reading: reading.id, bakeoff, files: usable.map(({ file }) => file), sides });
      await refresh();
      foldTray(true);
      go(`/bakeoffs/${bakeoff}`);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  const leaveOut = (file: string) =>
    void desk.bakeoffs.discard({ reading: reading.id, files: [file] }).then(refresh, reportError);
  return (
    <div className={styles.waiting}>
      <ul className={styles.files}>
        {reading.files.map((file) => (
          <WaitingFile
            key={file.file}
            file={file}
            side={sides[file.file] ?? file.side}
            onSide={(side) => setSides((before) => ({ ...before, [file.file]: side }))}
            onLeaveOut={() => leaveOut(file.file)}
            reading={reading.id}
            refresh={refresh}
          />
        ))}
      </ul>
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
      {usable.length > 0 ? (
        <>
          {open.length > 0 && (
            <Row nowrap>
              <div className={styles.bakeoff}>
                <SelectField
                  label={t('tray.bakeoff')}
                  placeholder={t('tray.bakeoff.choose')}
                  options={open.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
                  value={bakeoff}
                  onChange={setBakeoff}
                  searchable
                />
              </div>
            </Row>
          )}
          <Row>
            <Button kind="quiet" onClick={onDiscard}>
              {t('discard')}
            </Button>
            <Push />
            <Button
              kind={open.length === 0 ? 'primary' : 'default'}
              onClick={() => {
                foldTray(true);
                go(`/bakeoffs/new?reading=${reading.id}`);
              }}
            >
              {t('tray.new')}
            </Button>
            {open.length > 0 && (
              <Button
                kind="primary"
                busy={busy}
                unavailable={bakeoff === null && t('tray.bakeoff.choose')}
                onClick={() => void give()}
              >
                {t('tray.give', { count: usable.length })}
              </Button>
            )}
          </Row>
        </>
      ) : (
        <Row>
          <Button onClick={onDiscard}>{t('dismiss')}</Button>
        </Row>
      )}
    </div>
  );
}

interface WaitingFileProps {
  file: ReadFile;
  side: SideName | null;
  onSide(side: SideName): void;
  onLeaveOut(): void;
  reading: string;
  refresh(): Promise<void>;
}

function WaitingFile({ file, side, onSide, onLeaveOut, reading, refresh }: WaitingFileProps) {
  const t = useText(importText);
  const words = useText(bakeoffsText);
  const format = useFormat();
  const { name, run, problem, bytes, beside } = file;
  const usable = isUsable(file);
  const unknown = file.unrecognised && file.mapping === null;
  const series = run?.series.map(({ key }) => key) ?? [];
  return (
    <li>
      <div className={styles.fileHead}>
        <div className={styles.fileName}>
          <b>{name}</b>{' '}
          {!usable && (
            <Chip size="small" tone={unknown ? 'warn' : problem ? 'bad' : 'neutral'}>
              {unknown
                ? t('state.unknown')
                : problem
                  ? t('state.refused')
                  : file.sameAs === null
                    ? t('state.duplicate')
                    : t('state.again')}
            </Chip>
          )}
          <small className="figures">
            {[
              run?.format,
              format.bytes(bytes),
              run && t('tray.series', { count: run.seriesCount, first: [...new Set(series)].slice(0, 3).join(', ') }),
              beside.length > 0 && t('beside', { count: beside.length }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </div>
        {usable && (
          <SelectField
            label={t('tray.side', { name })}
            hideLabel
            placeholder={t('tray.side.choose')}
            options={[
              { value: 'ours', label: words('side.ours') },
              { value: 'theirs', label: words('side.theirs') },
            ]}
            value={side}
            onChange={(chosen) => chosen && onSide(chosen)}
          />
        )}
        <IconButton icon="close" size="small" label={t('remove', { name })} onClick={onLeaveOut} />
      </div>
      <FileProblem file={file} />
      <MappingOffer reading={reading} file={file} refresh={refresh} />
    </li>
  );
}
