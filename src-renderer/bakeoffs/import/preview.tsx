import { useMemo, useState } from 'react';
import { type BakeoffView, type ReadFile, type ReadingView, withFacts } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, CheckField, Chip, IconButton, Push, Row, SelectField, type Tone, useFormat, useText } from '../../ui';
import styles from '../bakeoffs.module.css';
import { FactsDialog } from '../facts/facts-dialog';
import { MappingOffer } from '../mapping/mapping-offer';
import { bakeoffsText } from '../text';
import {
  type Choice,
  type Choices,
  chosenRuns,
  contenderOf,
  type FileState,
  isUsable,
  knownFacts,
  metadataOf,
  noChoice,
  stateOf,
} from './choices';
import { FileProblem } from './file-problem';
import { importText } from './text';

interface PreviewProps {
  bakeoff: BakeoffView;
  reading: ReadingView;
  refresh(): Promise<void>;
  onDiscard(): void;
}

/** What was read, file by file: whose run it is, what has to be confirmed, what is known of it. One act imports all that are ready. */
export function Preview({ bakeoff, reading, refresh, onDiscard }: PreviewProps) {
  const t = useText(importText);
  const desk = useDesk();
  const [choices, setChoices] = useState<Choices>({});
  const [facts, setFacts] = useState<readonly ReadFile[] | null>(null);
  const [refused, setRefused] = useState<ErrorRecord | null>(null);
  const run = useCommand((call: { input: ReturnType<typeof chosenRuns> }) =>
    desk.bakeoffs.importRuns({ reading: reading.id, runs: call.input }),
  );
  const choiceOf = (file: ReadFile): Choice => choices[file.file] ?? noChoice;
  const choose = (file: ReadFile, change: Partial<Choice>) =>
    setChoices((before) => ({ ...before, [file.file]: { ...(before[file.file] ?? noChoice), ...change } }));
  const files = reading.files.filter((file) => !choiceOf(file).left);
  const states = files.map((file) => stateOf(file, choiceOf(file)));
  const count = (state: FileState) => states.filter((one) => one === state).length;
  const ready = chosenRuns(files, choices);
  const importable = files.filter((file) => isUsable(file));
  const wait =
    count('side') > 0
      ? t('run.sides', { count: count('side') })
      : count('confirm') > 0
        ? t('run.warnings', { count: count('confirm') })
        : ready.length === 0 && t('run.none');
  const save = (changes: Record<string, unknown>, ranBy: string | null | undefined) => {
    try {
      for (const file of facts ?? []) {
        const metadata = withFacts(metadataOf(file, choiceOf(file)), changes);
        choose(file, { metadata, ...(ranBy !== undefined && { ranBy }) });
      }
      setRefused(null);
      setFacts(null);
    } catch (thrown) {
      setRefused(errorRecord(thrown));
    }
  };
  return (
    <div>
      <ul>
        {files.map((file) => (
          <FileRow
            key={file.file}
            bakeoff={bakeoff}
            file={file}
            choice={choiceOf(file)}
            onChoose={(change) => choose(file, change)}
            onFacts={() => setFacts([file])}
            reading={reading.id}
            refresh={refresh}
          />
        ))}
      </ul>
      <div className={styles.refused}>
        <CommandProblem command={run} />
      </div>
      <Row>
        <span className="quiet figures">
          {t('summary', { count: files.length })}
          {count('refused') + count('duplicate') > 0 &&
            ` · ${t('summary.refused', { count: count('refused') + count('duplicate') })}`}
        </span>
        {importable.length > 1 && (
          <Button size="small" onClick={() => setFacts(importable)}>
            {t('facts.all')}
          </Button>
        )}
        <Push />
        <Button onClick={onDiscard}>{t('discard')}</Button>
        <Button
          kind="primary"
          busy={run.busy}
          unavailable={wait}
          onClick={async () => {
            if (await run.run(ready)) await refresh();
          }}
        >
          {t('run', { count: ready.length })}
        </Button>
      </Row>
      {facts && (
        <FactsDialog
          subjects={facts.map((file) => ({
            id: file.file,
            name: file.name,
            metadata: metadataOf(file, choiceOf(file)),
            ranBy: choiceOf(file).ranBy === undefined ? file.ranBy : (choiceOf(file).ranBy ?? null),
          }))}
          problem={refused}
          onSave={save}
          onClose={() => setFacts(null)}
        />
      )}
    </div>
  );
}

const look: Record<FileState, { tone: Tone; word: 'ready' | 'confirm' | 'refused' | 'duplicate' } | null> = {
  ready: { tone: 'good', word: 'ready' },
  side: { tone: 'good', word: 'ready' },
  confirm: { tone: 'warn', word: 'confirm' },
  refused: { tone: 'bad', word: 'refused' },
  duplicate: { tone: 'neutral', word: 'duplicate' },
  left: null,
};

interface FileRowProps {
  bakeoff: BakeoffView;
  file: ReadFile;
  choice: Choice;
  onChoose(change: Partial<Choice>): void;
  onFacts(): void;
  reading: string;
  refresh(): Promise<void>;
}

function FileRow({ bakeoff, file, choice, onChoose, onFacts, reading, refresh }: FileRowProps) {
  const t = useText(importText);
  const words = useText(bakeoffsText);
  const format = useFormat();
  const state = stateOf(file, choice);
  const { run } = file;
  const usable = run !== null && isUsable(file);
  const contenders = useMemo(
    () => bakeoff.contenders.map(({ id, product, side }) => ({ value: id, label: `${product} (${words(side)})` })),
    [bakeoff.contenders, words],
  );
  const missing = run?.figures.filter(({ value }) => value === null) ?? [];
  const useless = usable && run.figures.length > 0 && missing.length === run.figures.length;
  const unknown = file.unrecognised && file.mapping === null;
  const measurements = run?.series.reduce((sum, { n }) => sum + (n ?? 0), 0) ?? 0;
  return (
    <li className={styles.file}>
      <div className={styles.fileHead}>
        <div className={styles.fileName}>
          <b>{file.name}</b>
          <Chip size="small" tone={useless || unknown ? 'warn' : (look[state]?.tone ?? 'neutral')}>
            {unknown ? t('state.unknown') : useless ? t('state.useless') : t(`state.${look[state]?.word ?? 'ready'}`)}
          </Chip>
          <small className="figures">
            {[
              run?.format,
              format.bytes(file.bytes),
              run && t('figures', { series: format.number(run.seriesCount), requests: format.number(measurements) }),
              file.beside.length > 0 && t('beside', { count: file.beside.length }),
              file.described && t('described', { name: file.described }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </div>
        {usable ? (
          <SelectField
            label={t('side.choose')}
            hideLabel
            placeholder={t('side.choose')}
            options={contenders}
            value={contenderOf(file, choice)}
            onChange={(contender) => contender && onChoose({ contender })}
          />
        ) : (
          <span />
        )}
        <Row nowrap>
          {usable && (
            <Button size="small" aria-label={t('facts.of', { name: file.name })} onClick={onFacts}>
              {t('facts', { known: knownFacts(file, choice) })}
            </Button>
          )}
          <IconButton
            icon="close"
            size="small"
            label={t('remove', { name: file.name })}
            onClick={() => onChoose({ left: true })}
          />
        </Row>
      </div>
      <FileProblem file={file} />
      <MappingOffer reading={reading} file={file} refresh={refresh} />
      {usable && run.confirmations.length > 0 && (
        <div className={styles.warnings}>
          {run.confirmations.map(({ code, messages }) => (
            <CheckField
              key={code}
              label={
                <>
                  {messages.join(' ')} <span className="mono">{code}</span>
                </>
              }
              hint={t('confirm')}
              checked={choice.confirmed.includes(code)}
              onChange={(checked) =>
                onChoose({
                  confirmed: checked ? [...choice.confirmed, code] : choice.confirmed.filter((one) => one !== code),
                })
              }
            />
          ))}
        </div>
      )}
      {usable && missing.length > 0 && (
        <small>
          {t('figures.missing', { count: missing.length })}: {missing[0]!.reason}.
        </small>
      )}
    </li>
  );
}
