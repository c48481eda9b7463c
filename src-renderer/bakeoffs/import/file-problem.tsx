import type { ReadFile } from '../../../src-shared/bakeoffs';
import type { ErrorRecord } from '../../../src-shared/kernel/errors';
import { useText } from '../../ui';
import styles from '../bakeoffs.module.css';
import { importText } from './text';

/**
 * Why a file that was handed over cannot be imported as it is, and what can be done about it: the one place where the page of a bakeoff
 * and the tray say so. Nothing where there is nothing to say.
 */
export function FileProblem({ file }: { file: ReadFile }) {
  const t = useText(importText);
  const { problem, duplicateOf, sameAs, unrecognised, mapping } = file;
  // What can be done about it is offered instead.
  if (unrecognised && !mapping) return null;
  if (problem) {
    return (
      <div className={styles.problem}>
        <span>{problem.message}</span>
        <small>{[place(problem), problem.hint].filter(Boolean).join(' · ')}</small>
      </div>
    );
  }
  if (duplicateOf) {
    const { name, bakeoff } = duplicateOf;
    return <small>{bakeoff ? t('state.duplicate.of', { name, bakeoff }) : t('state.duplicate.as', { name })}</small>;
  }
  return sameAs === null ? null : <small>{t('state.duplicate.waits', { name: sameAs })}</small>;
}

/** Where in the file, as far as it is known. */
function place({ where }: ErrorRecord): string {
  if (!where) return '';
  const parts = [
    where.file,
    where.line !== undefined && `line ${where.line}`,
    where.column !== undefined && `column ${where.column}`,
    where.byte !== undefined && `byte ${where.byte}`,
  ];
  return parts.filter(Boolean).join(', ');
}
