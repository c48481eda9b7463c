import { useState } from 'react';
import { type CitedFile, citedFiles, type ElementView, type EvidenceView } from '../../../../src-shared/claims';
import { CommandProblem, useCommand, useNow } from '../../../app';
import { blobAddress, useDesk } from '../../../client';
import { Button, Chip, Confirm, IconButton, TextLink, useFormat, useText } from '../../../ui';
import styles from './evidence.module.css';
import { useOutcomeWord } from './outcome-words';
import { Region } from './region';
import { evidenceText } from './text';

interface EvidenceListProps {
  element: ElementView;
  mayEdit: boolean;
  onAttach(): void;
}

/** What an element stands on, each with what it cites, its digest, and whether it still holds. */
export function EvidenceList({ element, mayEdit, onAttach }: EvidenceListProps) {
  const t = useText(evidenceText);
  const remove = useCommand(useDesk().claims.removeEvidence);
  const [removing, setRemoving] = useState<EvidenceView | null>(null);
  const { label, evidence } = element;
  return (
    <>
      {evidence.length === 0 ? (
        <p className="quiet">{t('none')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('list', { label })}>
          {evidence.map((one) => (
            <Evidence key={one.id} evidence={one} {...(mayEdit && { onRemove: () => setRemoving(one) })} />
          ))}
        </ul>
      )}
      <CommandProblem command={remove} />
      {mayEdit && (
        <Button size="small" icon="plus" aria-label={t('attach.label', { label })} onClick={onAttach}>
          {t('attach')}
        </Button>
      )}
      <Confirm
        open={removing !== null}
        title={t('remove.title')}
        confirm={t('remove.act')}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing && void remove.run({ evidence: removing.id })}
      >
        {removing && t('remove.about', { title: removing.title, label })}
      </Confirm>
    </>
  );
}

/** One piece of evidence as it is shown, in a draft or a frozen version. */
export function Evidence({
  evidence,
  plain,
  onRemove,
}: {
  /** A frozen version: whether it holds is said with its element. */
  plain?: boolean;
  evidence: Pick<EvidenceView, 'citation' | 'note' | 'title' | 'stale' | 'broken' | 'damaged'> &
    Partial<Pick<EvidenceView, 'byName' | 'at' | 'receipt'>>;
  onRemove?(): void;
}) {
  const t = useText(evidenceText);
  const format = useFormat();
  const now = useNow();
  const { citation, title, note, stale, broken, damaged, at, receipt } = evidence;
  const files = citedFiles(citation);
  const bad = broken || damaged.length > 0;
  return (
    <li className={styles.one} data-bad={bad || undefined}>
      <div className={styles.head}>
        <span className="quiet">{t(`kind.${citation.kind}`)}</span>
        {!plain && (
          <Chip size="small" tone={bad ? 'bad' : stale.length > 0 ? 'warn' : 'good'}>
            {t(bad ? 'broken' : stale.length > 0 ? 'stale' : 'holds')}
          </Chip>
        )}
        {onRemove && <IconButton icon="close" size="small" label={t('remove', { title })} onClick={onRemove} />}
      </div>
      <Cited evidence={evidence} />
      {note && <p>{note}</p>}
      {stale.map((sentence) => (
        <p key={sentence} className={styles.why}>
          {sentence}
        </p>
      ))}
      {damaged.length > 0 && <p className={styles.why}>{t('damaged', { files: format.list(damaged) })}</p>}
      <p className={styles.foot}>
        {files.slice(0, SHOWN).map((file) => (
          <Digest key={file.sha256} file={file} />
        ))}
        {files.length > SHOWN && <span>{t('more', { count: files.length - SHOWN })}</span>}
        {at !== undefined && (
          <span>
            {receipt ? (
              <TextLink to={`/receipts/${receipt}`}>
                {t('by', { name: evidence.byName ?? '–', when: format.when(at, now) })}
              </TextLink>
            ) : (
              t('by', { name: evidence.byName ?? '–', when: format.when(at, now) })
            )}
          </span>
        )}
      </p>
    </li>
  );
}

/** Files of a verdict are many; its receipt pins them all. */
const SHOWN = 2;

function Digest({ file: { name, sha256 } }: { file: CitedFile }) {
  const t = useText(evidenceText);
  const format = useFormat();
  return (
    <a
      className="mono"
      href={blobAddress(sha256)}
      download={name}
      title={sha256}
      aria-label={t('file', { name, digest: format.digest(sha256) })}
    >
      {format.digest(sha256)}
    </a>
  );
}

/** What is cited: where it stands, and the words, the figure or the picture. */
function Cited({ evidence: { citation, title } }: { evidence: Pick<EvidenceView, 'citation' | 'title'> }) {
  const t = useText(evidenceText);
  const format = useFormat();
  const outcome = useOutcomeWord();
  switch (citation.kind) {
    case 'metric': {
      const to = citation.verdict ? `/verdicts/${citation.verdict}` : citation.run ? `/runs/${citation.run}` : null;
      const figure = citation.outcome
        ? outcome(citation.outcome)
        : `${format.number(citation.value, { maxDigits: 4 })} ${citation.unit}`;
      return (
        <p className={styles.title}>
          {to ? <TextLink to={to}>{title}</TextLink> : title}: <b className="figures">{figure}</b>
        </p>
      );
    }
    case 'log':
      return (
        <>
          <p className={styles.title}>{title}</p>
          <section aria-label={title}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else that takes the focus */}
            <pre className={styles.quote} tabIndex={0}>
              {citation.quote}
            </pre>
          </section>
        </>
      );
    case 'configuration':
      return (
        <>
          <p className={styles.title}>{citation.file.name}</p>
          <pre className={styles.quote}>{`${citation.key} = ${citation.value}`}</pre>
        </>
      );
    case 'screenshot':
      return (
        <>
          <p className={styles.title}>{title}</p>
          <Region
            address={blobAddress(citation.file.sha256)}
            size={{ width: citation.width, height: citation.height }}
            region={citation.region}
            alt={t('shot', { name: citation.file.name, caption: citation.caption || t('shot.plain') })}
          />
        </>
      );
    case 'document':
      return (
        <>
          <p className={styles.title}>{title}</p>
          <blockquote className={styles.quote}>“{citation.quote}”</blockquote>
        </>
      );
    case 'web':
      return (
        <>
          <p className={styles.title}>
            <a href={citation.url} target="_blank" rel="noreferrer">
              {citation.url}
            </a>
            , {format.date(citation.capturedOn)}
          </p>
          <blockquote className={styles.quote}>“{citation.quote}”</blockquote>
        </>
      );
  }
}
