import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';
import { Button, ErrorSurface, useText } from '../../ui';
import { serverText } from '../server/text';
import styles from './join.module.css';

export interface JoinedWorkspacesProps {
  workspaces: readonly { workspace: string; name: string | null; folder: string | null }[];
  onFetch(workspace: string): void;
}

/** The workspaces of the server that one's account is in: to be fetched, or opened where they are here already. */
export function JoinedWorkspaces({ workspaces, onFetch }: JoinedWorkspacesProps) {
  const t = useText(serverText);
  const desk = useDesk();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const open = async (folder: string) => {
    setProblem(null);
    try {
      await desk.workspace.open({ folder });
      await queries.invalidateQueries();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
  };
  return (
    <section aria-labelledby="your-workspaces">
      <h3 id="your-workspaces" className={styles.title}>
        {t('join.mine')}
      </h3>
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
      {workspaces.length === 0 && <p className="quiet">{t('join.mine.none')}</p>}
      {workspaces.length > 0 && (
        <ul className={styles.workspaces}>
          {workspaces.map(({ workspace, name, folder }) => {
            const called = name ?? t('join.unnamed', { id: workspace.slice(0, 8) });
            return (
              <li key={workspace}>
                <span>
                  <b>{called}</b>
                  {folder !== null && (
                    <>
                      {' '}
                      <small>{t('join.here')}</small>
                    </>
                  )}
                </span>
                {folder === null ? (
                  <Button
                    size="small"
                    aria-label={t('join.fetch.one', { name: called })}
                    onClick={() => onFetch(workspace)}
                  >
                    {t('join.fetch')}
                  </Button>
                ) : (
                  <Button
                    size="small"
                    aria-label={t('join.open.one', { name: called })}
                    onClick={() => void open(folder)}
                  >
                    {t('join.open')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
