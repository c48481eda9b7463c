import type { CommentView } from '../../../../src-shared/claims';
import { CommandProblem, useCommand, useNow } from '../../../app';
import { useDesk } from '../../../client';
import { Avatar, Button, Chip, Form, Row, TextAreaField, useFormat, useText } from '../../../ui';
import styles from './chart.module.css';
import type { Edit, Edits } from './edits';
import { chartText } from './text';

interface CommentsProps {
  chart: string;
  /** Left out for the chart as a whole. */
  element?: { id: string; label: string };
  comments: readonly CommentView[];
  typed: Edit | undefined;
  edits: Edits;
}

/** The place of a comment that is being written. */
export const commentPlace = (element: string | undefined): string => `${element ?? 'chart'}/comment`;

/** What was said, oldest first, and a place to say more. What is settled stays, quietly. */
export function Comments({ chart, element, comments, typed, edits }: CommentsProps) {
  const t = useText(chartText);
  const desk = useDesk();
  const add = useCommand(desk.claims.comment);
  const settle = useCommand(desk.claims.settleComment);
  const place = commentPlace(element?.id);
  const text = typed?.text ?? '';
  const name = element ? t('comments.write', { place: element.label }) : t('comments.write.chart');
  const send = async () => {
    if (text.trim() === '') return;
    if (await add.run({ chart, ...(element && { element: element.id }), text: text.trim() })) edits.clear(place);
  };
  return (
    <div className={styles.comments}>
      {comments.length > 0 && (
        <ol aria-label={element ? t('comments.of', { label: element.label }) : t('comments.chart')}>
          {comments.map((comment) => (
            <Comment
              key={comment.id}
              comment={comment}
              onSettle={(settled) => void settle.run({ comment: comment.id, settled })}
            />
          ))}
        </ol>
      )}
      <CommandProblem command={settle} />
      <Form onSubmit={send} aria-label={name}>
        <TextAreaField
          label={name}
          hideLabel
          placeholder={name}
          rows={1}
          maxLength={4000}
          className={styles.writing}
          value={text}
          onChange={(next) => (next === '' ? edits.clear(place) : edits.set(place, next, ''))}
        />
        {text.trim() !== '' && (
          <Row>
            <Button type="submit" size="small" busy={add.busy} shortcut="Mod Enter">
              {t('comments.add')}
            </Button>
          </Row>
        )}
        <CommandProblem command={add} />
      </Form>
    </div>
  );
}

/** Characters of a comment that tell it from the others. */
const SHOWN = 60;

function Comment({ comment, onSettle }: { comment: CommentView; onSettle(settled: boolean): void }) {
  const t = useText(chartText);
  const format = useFormat();
  const now = useNow();
  const { text, settled, byName, at, version } = comment;
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return (
    <li className={styles.comment} data-settled={settled || undefined}>
      <Avatar name={byName} />
      <div>
        <p className={styles.said}>
          <b>{byName ?? '–'}</b>{' '}
          <span className="quiet">
            <time dateTime={new Date(at).toISOString()}>{format.when(at, now)}</time> ·{' '}
            {t('comments.version', { version })}
          </span>{' '}
          {settled && <Chip size="small">{t('comments.is-settled')}</Chip>}
        </p>
        <p className={styles.prose}>{text}</p>
      </div>
      <Button
        size="small"
        kind="quiet"
        aria-label={t(settled ? 'comments.reopen.label' : 'comments.settle.label', { text: short })}
        onClick={() => onSettle(!settled)}
      >
        {t(settled ? 'comments.reopen' : 'comments.settle')}
      </Button>
    </li>
  );
}
