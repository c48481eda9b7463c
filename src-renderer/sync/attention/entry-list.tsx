import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { useNow } from '../../app';
import { Chip, Entries, Entry, type MarkName, type Tone, useFormat, useText } from '../../ui';
import styles from '../sync.module.css';
import { attentionText } from './text';

const LOOK: Record<SyncInboxEntry['kind'], { tone: Tone; mark: MarkName }> = {
  refused: { tone: 'bad', mark: 'cross' },
  conflict: { tone: 'warn', mark: 'half' },
  waiting: { tone: 'neutral', mark: 'ring' },
  invalid: { tone: 'bad', mark: 'warning' },
  file: { tone: 'warn', mark: 'warning' },
};

/** What kind an entry is, as a word with a mark. */
export function EntryKind({ kind }: { kind: SyncInboxEntry['kind'] }) {
  const t = useText(attentionText);
  const { tone, mark } = LOOK[kind];
  return (
    <Chip tone={tone} mark={mark} size="small">
      {t(`kind.${kind}`)}
    </Chip>
  );
}

/** When an entry came about. */
export const momentOf = (entry: SyncInboxEntry): number =>
  entry.kind === 'conflict' ? Math.max(entry.mine.at, entry.theirs.at) : entry.at;

export interface EntryListProps {
  entries: readonly SyncInboxEntry[];
  open: string | undefined;
  pathOf(id: string): string;
}

/** Entries below each other: what it is about, what kind, since when. */
export function EntryList({ entries, open, pathOf }: EntryListProps) {
  const t = useText(attentionText);
  const format = useFormat();
  const now = useNow();
  return (
    <Entries label={t('list.label')}>
      {entries.map((entry) => (
        <Entry key={entry.id} to={pathOf(entry.id)} current={entry.id === open}>
          <b>
            {entry.kind === 'conflict'
              ? t('conflict.title', { label: entry.label, title: entry.title })
              : entry.sentence}
          </b>
          <span className={styles.entryFacts}>
            <EntryKind kind={entry.kind} />
            <small>{format.when(momentOf(entry), now)}</small>
          </span>
        </Entry>
      ))}
    </Entries>
  );
}
