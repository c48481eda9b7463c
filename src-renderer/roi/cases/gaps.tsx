import type { RoiCaseView } from '../../../src-shared/roi';
import { Button, Mark, useFormat, useText } from '../../ui';
import styles from '../roi.module.css';
import { valueWithUnit } from './figure-words';
import { caseText } from './text';

const NAMED = 5;

/** What keeps a case from its figures or from being frozen: missing values, questions, formulas without a value, values that moved on. */
export function CaseGaps({ found, onTakeAll }: { found: RoiCaseView; onTakeAll(): void }) {
  const t = useText(caseText);
  const format = useFormat();
  const missing = found.inputs.filter(({ value }) => value === null);
  const outdated = found.inputs.filter((input) => input.outdated !== null);
  const named = (labels: readonly string[]) =>
    format.list([
      ...labels.slice(0, NAMED),
      ...(labels.length > NAMED ? [t('note.more', { count: labels.length - NAMED })] : []),
    ]);
  const problem = found.answers.find((answer) => answer.problem !== null)?.problem ?? null;
  return (
    <>
      {missing.length > 0 && (
        <Note
          title={t('note.missing', { count: missing.length })}
          about={`${named(missing.map(({ label }) => label))}. ${t('note.missing.about')}`}
          items={[]}
        />
      )}
      {found.openQuestions.length > 0 && (
        <Note
          title={t('note.questions', { count: found.openQuestions.length })}
          items={found.openQuestions.map(({ name, message }) => ({ key: name, text: message }))}
        />
      )}
      {missing.length === 0 && problem && (
        <Note title={t('note.problem', { formula: problem.formula, message: problem.message })} items={[]} />
      )}
      {outdated.length > 0 && (
        <Note
          title={t('note.outdated', { count: outdated.length })}
          items={outdated.map(({ name, label, outdated: moved, shownUnit }) => ({
            key: name,
            text: `${label}: ${moved?.text ?? ''}, ${t('input.outdated', { value: valueWithUnit(moved?.now ?? null, shownUnit, format) })}`,
          }))}
          action={
            <Button size="small" onClick={onTakeAll}>
              {t('note.take')}
            </Button>
          }
        />
      )}
    </>
  );
}

interface NoteProps {
  title: string;
  about?: string;
  items: readonly { key: string; text: string }[];
  action?: React.ReactNode;
}

function Note({ title, about, items, action }: NoteProps) {
  const t = useText(caseText);
  return (
    <div className={styles.note} role="status">
      <Mark name="warning" />
      <div className={styles.noteText}>
        <b>{title}</b>
        {about && ': '}
        {about}
        {items.length > 0 && (
          <ul>
            {items.slice(0, NAMED).map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
            {items.length > NAMED && <li>{t('note.more', { count: items.length - NAMED })}</li>}
          </ul>
        )}
      </div>
      {action}
    </div>
  );
}
