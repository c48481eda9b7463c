import { useState } from 'react';
import type { DocumentLine } from '../../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';
import { Button, Card, ErrorSurface, TextLink, useText } from '../../ui';
import { useOutdated } from './queries';
import styles from './studio.module.css';
import { studioText } from './text';

/** Reasons that are told here; the document's own page tells all. */
const SHOWN = 2;

/** Documents that show something which has changed, each made again with one press; nothing where all are as they should be. */
export function OutdatedCard({ deal }: { deal?: string }) {
  const t = useText(studioText);
  const desk = useDesk();
  const { data = [] } = useOutdated(deal);
  const [busy, setBusy] = useState<string | null>(null);
  const [still, setStill] = useState<readonly DocumentLine[]>([]);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  if (data.length === 0) return null;
  const rebuild = async (documents: readonly string[]) => {
    setProblem(null);
    setStill([]);
    try {
      for (const document of documents) {
        setBusy(document);
        const made = await desk.documents.rebuild({ document });
        if (made.stale.length > 0) setStill((before) => [...before, made]);
      }
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(null);
  };
  return (
    <Card
      title={t('outdated.title')}
      aside={
        data.length > 1 && (
          <Button size="small" busy={busy !== null} onClick={() => void rebuild(data.map(({ id }) => id))}>
            {t('outdated.all')}
          </Button>
        )
      }
    >
      <p className="quiet">{t('outdated.about')}</p>
      <ul className={styles.outdated}>
        {data.map(({ id, title, stale }) => (
          <li key={id}>
            <div>
              <TextLink to={`/documents/${id}`}>{title}</TextLink>
              <p className="quiet">
                {stale.slice(0, SHOWN).join(' ')}
                {stale.length > SHOWN && ` ${t('outdated.more', { count: stale.length - SHOWN })}`}
              </p>
            </div>
            <Button
              size="small"
              busy={busy === id}
              aria-label={t('outdated.rebuild.of', { document: title })}
              onClick={() => void rebuild([id])}
            >
              {t('outdated.rebuild')}
            </Button>
          </li>
        ))}
      </ul>
      {still.map(({ id, title }) => (
        <p key={id} role="status">
          {t('outdated.still', { document: title })}
        </p>
      ))}
      {problem && <ErrorSurface error={problem} title={t('built.failed')} onDismiss={() => setProblem(null)} />}
    </Card>
  );
}
