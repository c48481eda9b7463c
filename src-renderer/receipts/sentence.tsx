import type { ReceiptLine } from '../../src-shared/receipts';
import { usePlaces } from '../app';
import { Chip, type MarkName, ReceiptSentence, TextLink, type Tone, useFormat, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';

export interface ReceiptLineSentenceProps {
  line: ReceiptLine;
  /** Links inside the sentence; left out where the whole line is one link. */
  links?: boolean;
  /** Milliseconds since 1970: times of the same day are written short. */
  now: number;
}

/** A receipt as a sentence: who did what to what, when and why. */
export function ReceiptLineSentence({ line, links = false, now }: ReceiptLineSentenceProps) {
  const format = useFormat();
  const places = usePlaces();
  const { subject } = line;
  const to = subject && places(subject.entity, subject.id);
  return (
    <ReceiptSentence
      actor={line.actorName}
      time={format.when(line.at, now)}
      instant={new Date(line.at).toISOString()}
      number={format.digest(line.hash)}
      to={links ? `/receipts/${line.hash}` : undefined}
      reason={line.reason ?? undefined}
      chips={<ReceiptChips line={line} />}
    >
      {line.deed}
      {subject && (
        <>
          {' · '}
          {links && to ? <TextLink to={to}>{subject.title}</TextLink> : <RowTitle>{subject.title}</RowTitle>}
        </>
      )}
    </ReceiptSentence>
  );
}

/** What the server has not taken is said; what it has taken is as it should be. */
const STANDINGS: Record<Exclude<ReceiptLine['server'], null | 'accepted'>, { tone: Tone; mark: MarkName }> = {
  pending: { tone: 'neutral', mark: 'ring' },
  waiting: { tone: 'warn', mark: 'half' },
  refused: { tone: 'bad', mark: 'cross' },
  discarded: { tone: 'neutral', mark: 'dash' },
};

/** The states of a receipt that one has to know of. */
export function ReceiptChips({ line }: { line: ReceiptLine }) {
  const t = useText(receiptsText);
  return (
    <>
      {line.server !== null && line.server !== 'accepted' && (
        <Chip size="small" {...STANDINGS[line.server]}>
          {t(`server.${line.server}`)}
        </Chip>
      )}
      {line.contested !== 'no' && (
        <Chip size="small" tone={line.contested === 'open' ? 'warn' : 'neutral'} mark="half">
          {t(`contested.${line.contested}`)}
        </Chip>
      )}
      {line.group && line.group.size > 1 && (
        <Chip size="small" mark={null}>
          {t('detail.group', { index: line.group.index, size: line.group.size })}
        </Chip>
      )}
      {line.origin === 'imported' && (
        <Chip size="small" mark={null}>
          {t('detail.imported')}
        </Chip>
      )}
    </>
  );
}

/** What a row is called. Its number stays in one piece: a line that ends in “V-A7-” makes one look twice. */
function RowTitle({ children }: { children: string }) {
  const [, number, rest] = /^(\S+)( · .*)$/s.exec(children) ?? [];
  if (number === undefined) return <span>{children}</span>;
  return (
    <span>
      <span className={styles.number}>{number}</span>
      {rest}
    </span>
  );
}
