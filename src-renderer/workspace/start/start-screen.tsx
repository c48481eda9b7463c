import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { DeskState } from '../../../src-shared/workspace';
import { useDesk, useDeskQueries } from '../../client';
import { BrokenOffJoinings, type JoinAgain, JoinWorkspace, LeftNotice, useJoinText } from '../../sync';
import { Button, ErrorSurface, Form, TextField, useFormat, useText } from '../../ui';
import { RestoreFile } from '../restore-file';
import { workspaceText } from '../text';
import { Damaged } from './damaged';
import { NewWorkspace } from './new-workspace';
import { type LoadSample, useLoadSample } from './sample';
import styles from './start.module.css';

/** What is shown while no workspace is open: the sample, a new one, those of before, or a folder. */
export function StartScreen({ state }: { state: DeskState }) {
  const t = useText(workspaceText);
  const [doing, setDoing] = useState<'new' | 'join' | null>(null);
  const [again, setAgain] = useState<JoinAgain | null>(null);
  const back = () => setDoing(null);
  const join = (broken: JoinAgain | null) => {
    setAgain(broken);
    setDoing('join');
  };
  const problem = state.problem;
  const absent = problem?.error.code === 'not-found';
  return (
    <main className={styles.start}>
      <header className={styles.brand}>
        <i aria-hidden="true" />
        Proofdesk
      </header>
      {doing === 'new' ? (
        <NewWorkspace folder={absent ? problem.folder : ''} onBack={back} />
      ) : doing === 'join' ? (
        <JoinWorkspace again={again} onBack={back} />
      ) : (
        <>
          <div>
            <h1>{t('start.title')}</h1>
            <p className={styles.lead}>{t('start.about')}</p>
          </div>
          <LeftNotice />
          {problem && !absent && <Damaged problem={problem} />}
          {problem && absent && <p className="quiet">{t('absent.about', { folder: problem.folder })}</p>}
          <Choices
            calm={problem !== null && problem !== undefined && !absent}
            onNew={() => setDoing('new')}
            onJoin={join}
          />
        </>
      )}
      <Footer />
    </main>
  );
}

interface ChoicesProps {
  /** Something else comes first: a backup of a workspace that is damaged. */
  calm: boolean;
  onNew(): void;
  /** With one that was broken off: goes on with it. */
  onJoin(again: JoinAgain | null): void;
}

function Choices({ calm, onNew, onJoin }: ChoicesProps) {
  const t = useText(workspaceText);
  const join = useJoinText();
  const sample = useLoadSample();
  const opening = useOpening();
  const { data: recent } = useQuery(useDeskQueries().workspace.recent.queryOptions());
  return (
    <>
      <div className={styles.choices}>
        {sample && <Sample sample={sample} calm={calm} />}
        <Choice title={t('start.empty')} about={t('start.empty.about')}>
          <Button kind={sample || calm ? 'default' : 'primary'} onClick={onNew}>
            {t('start.empty.begin')}
          </Button>
        </Choice>
        <Choice title={join('join.title')} about={join('join.about')}>
          <Button onClick={() => onJoin(null)}>{join('join.begin')}</Button>
        </Choice>
      </div>
      {opening.problem && <ErrorSurface error={opening.problem} onDismiss={opening.forget} />}
      <BrokenOffJoinings onJoin={onJoin} />
      {recent && recent.length > 0 && <Recent recent={recent} onOpen={opening.open} />}
      <FolderForm onOpen={opening.open} busy={opening.busy} />
      <section aria-labelledby="elsewhere" className={styles.folder}>
        <h2 id="elsewhere">{t('start.elsewhere')}</h2>
        <RestoreFile replaces={false} />
      </section>
    </>
  );
}

function Choice({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className={styles.choice} aria-label={title}>
      <h2>{title}</h2>
      <p className="quiet" aria-live="polite">
        {about}
      </p>
      {children}
    </section>
  );
}

function Sample({ sample, calm }: { sample: LoadSample; calm: boolean }) {
  const t = useText(workspaceText);
  return (
    <Choice title={t('start.sample')} about={t(sample.busy ? 'start.sample.loading' : 'start.sample.about')}>
      <Button kind={calm ? 'default' : 'primary'} busy={sample.busy} onClick={sample.load}>
        {t('start.sample.load')}
      </Button>
      {sample.problem && <ErrorSurface error={sample.problem} onDismiss={sample.forget} />}
    </Choice>
  );
}

interface RecentWorkspace {
  folder: string;
  name: string;
  opened: number;
  present: boolean;
}

function Recent({ recent, onOpen }: { recent: readonly RecentWorkspace[]; onOpen(folder: string): void }) {
  const t = useText(workspaceText);
  const format = useFormat();
  return (
    <section aria-labelledby="recent" className={styles.recent}>
      <h2 id="recent">{t('start.recent')}</h2>
      <ul>
        {recent.map(({ folder, name, opened, present }) => (
          <li key={folder}>
            <button
              type="button"
              className={styles.open}
              disabled={!present}
              aria-label={t('start.recent.open', { name })}
              onClick={() => onOpen(folder)}
            >
              <b>{name}</b>
              <span className="mono">{folder}</span>
              <small className="figures">{present ? format.dateTime(opened) : t('start.recent.gone')}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FolderForm({ onOpen, busy }: { onOpen(folder: string): void; busy: boolean }) {
  const t = useText(workspaceText);
  const [folder, setFolder] = useState('');
  return (
    <section aria-labelledby="open-folder" className={styles.folder}>
      <h2 id="open-folder">{t('start.folder')}</h2>
      <Form onSubmit={() => folder.trim() && onOpen(folder.trim())}>
        <div className={styles.folderRow}>
          <TextField
            label={t('start.folder.label')}
            hideLabel
            hint={t('start.folder.hint')}
            mono
            value={folder}
            onChange={setFolder}
            spellCheck={false}
          />
          <Button type="submit" busy={busy}>
            {t('start.folder.open')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function Footer() {
  const t = useText(workspaceText);
  const { data } = useQuery(useDeskQueries().system.info.queryOptions());
  if (!data) return null;
  return (
    <footer className={styles.footer}>
      {t('start.version', { version: data.version })} · {data.offlineNote}
    </footer>
  );
}

/** Opens a workspace; what keeps it from opening stays in sight. */
function useOpening() {
  const desk = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const open = async (folder: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await desk.workspace.open({ folder });
    } catch (thrown) {
      const error = errorRecord(thrown);
      // A damaged one is shown with its backups, from the desk's own state.
      if (error.details?.['kind'] !== 'corrupt-store') setProblem(error);
    }
    await queries.invalidateQueries();
    setBusy(false);
  };
  return { open, busy, problem, forget: () => setProblem(null) };
}
