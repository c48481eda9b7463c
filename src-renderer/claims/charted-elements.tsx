import type { ReactNode } from 'react';
import {
  type Citation,
  type CitationOf,
  citationTitle,
  citedFiles,
  type FlagView,
  type FrozenElement,
} from '../../src-shared/claims';
import { blobAddress } from '../client';
import { Chip, Mark, TextLink, useFormat, useText } from '../ui';
import styles from './charted.module.css';
import { Region } from './charts/evidence/region';
import { FlaggedText } from './flagged-text';
import { releasesText } from './releases/text';
import { StatusChip } from './words';

export interface ChartedElementsProps {
  elements: readonly (FrozenElement & { stale: readonly string[]; damaged: readonly string[] })[];
  /** Flags of mappings, where the draft is still what was handed in. */
  flags?: readonly FlagView[];
  /** What is said below an element, such as the comments on it. */
  below?: (element: string) => ReactNode;
}

/** Files of one citation that are linked; a verdict stands on hundreds, which its own page lists. */
const FILES = 3;

/** A figure is cited with all of its digits; that many can be read. */
const SHOWN_DIGITS = 4;

/** A chart as it was frozen, element by element: what the claim says, what it is mapped to, and what that stands on. */
export function ChartedElements({ elements, flags = [], below }: ChartedElementsProps) {
  const t = useText(releasesText);
  return (
    <table className={styles.table} aria-label={t('text.title')}>
      <thead>
        <tr>
          <th scope="col">{t('element.column')}</th>
          <th scope="col">{t('element.mapping')}</th>
          <th scope="col">{t('element.evidence')}</th>
        </tr>
      </thead>
      <tbody>
        {elements.map(({ element, label, limitation, mapping, status, evidence, stale, damaged }) => (
          <tr key={element}>
            <th scope="row">
              <span className={styles.label}>
                {label} <StatusChip status={status} />
              </span>
              {limitation}
            </th>
            <td>
              <div className={styles.prose}>
                {mapping ? (
                  <FlaggedText text={mapping} flags={flags.filter(({ place }) => place === `${element}/mapping`)} />
                ) : (
                  <span className="quiet">{t('element.unmapped')}</span>
                )}
              </div>
              <Flags flags={flags.filter((flag) => flag.element === element)} />
              {below?.(element)}
            </td>
            <td>
              {evidence.length === 0 ? (
                <span className="quiet">{t('element.none')}</span>
              ) : (
                <ul className={styles.evidence}>
                  {evidence.map(({ id, citation, note }) => (
                    <Cited key={id} citation={citation} note={note} />
                  ))}
                </ul>
              )}
              {stale.length > 0 && (
                <p className={styles.changed}>
                  <Mark name="warning" /> {t('element.stale')}: {[...new Set(stale)].join(' ')}
                </p>
              )}
              {damaged.map((name) => (
                <p key={name} className={styles.changed}>
                  <Mark name="warning" /> {t('element.damaged', { name })}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why wordings are flagged, and what lets some of them stand. */
export function Flags({ flags }: { flags: readonly FlagView[] }) {
  if (flags.length === 0) return null;
  return (
    <ul className={styles.flags}>
      {flags.map(({ rule, start, text, reason, suggestion, status, waiver, note }) => (
        <li key={`${rule} ${start}`}>
          <Chip size="small" tone={status === 'open' ? 'warn' : 'good'}>
            {text}
          </Chip>{' '}
          <span className="quiet">{status === 'open' ? `${reason} ${suggestion}` : (waiver?.reason ?? note)}</span>
        </li>
      ))}
    </ul>
  );
}

/** One thing that an element stands on, with the words it cites and its files by digest. */
function Cited({ citation, note }: { citation: Citation; note: string }) {
  const t = useText(releasesText);
  const format = useFormat();
  const files = citedFiles(citation);
  return (
    <li>
      <div>{citationTitle(citation)}</div>
      {citation.kind === 'metric' && <Figure citation={citation} />}
      {citation.kind === 'screenshot' && (
        <Region
          address={blobAddress(citation.file.sha256)}
          size={citation}
          region={citation.region}
          alt={citation.caption || citation.file.name}
        />
      )}
      {note && <div className="quiet">{note}</div>}
      {'quote' in citation && <blockquote className={styles.quote}>{citation.quote}</blockquote>}
      <div className={styles.files}>
        {files.slice(0, FILES).map(({ name, sha256 }) => (
          <a key={sha256} href={blobAddress(sha256)} download={name} aria-label={t('element.file', { name })}>
            {name} <span className="mono">{format.digest(sha256)}</span>
          </a>
        ))}
        {files.length > FILES && <span className="quiet figures">+ {format.number(files.length - FILES)}</span>}
      </div>
    </li>
  );
}

/** The figure that is cited, and the page of the run or verdict that it comes from. */
function Figure({ citation }: { citation: CitationOf<'metric'> }) {
  const format = useFormat();
  const { run, verdict, name, value, unit, outcome } = citation;
  const figure = value === null ? null : `${format.number(value, { maxDigits: SHOWN_DIGITS })} ${unit}`;
  return (
    <div className="figures">
      {[figure, outcome].filter((one) => one !== null).join(', ')}{' '}
      <TextLink to={verdict ? `/verdicts/${verdict}` : `/runs/${run}`}>{name}</TextLink>
    </div>
  );
}
