import { useEffect, useState } from 'react';
import { errorRecord } from '../../../../src-shared/kernel/errors';
import { ErrorSurface, FormRow, NumberField, Stack, useFormat, useText } from '../../../ui';
import type { KindFieldsProps } from './attach-dialog';
import styles from './evidence.module.css';
import { wholeNumber } from './evidence-draft';
import { type FoundLines, linesBetween, textOf } from './line-preview';
import { SourceField, type SourceFile } from './source-file';
import { evidenceText } from './text';

/** Lines of a log, shown as they stand in the file. */
export function LogFields({ draft, onChange }: KindFieldsProps) {
  const t = useText(evidenceText);
  const from = wholeNumber(draft.from);
  const to = wholeNumber(draft.to);
  const bad = from !== null && to !== null && to < from;
  return (
    <Stack gap={3}>
      <SourceField label={t('drop.log')} ofRuns value={draft.source} onChange={(source) => onChange({ source })} />
      <FormRow>
        <NumberField
          label={t('log.from')}
          digits={0}
          min="1"
          value={draft.from}
          onChange={(next) => onChange({ from: next, ...(draft.to === null && { to: next }) })}
        />
        <NumberField
          label={t('log.to')}
          digits={0}
          min="1"
          value={draft.to}
          error={bad ? t('log.order') : null}
          onChange={(next) => onChange({ to: next })}
        />
      </FormRow>
      {draft.source && from !== null && to !== null && !bad && <Preview source={draft.source} {...{ from, to }} />}
    </Stack>
  );
}

/** Lines that the preview shows; more are cited all the same. */
const SHOWN = 200;

function Preview({ source, from, to }: { source: SourceFile; from: number; to: number }) {
  const t = useText(evidenceText);
  const format = useFormat();
  const [found, setFound] = useState<FoundLines | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    let left = false;
    const read = async () => {
      try {
        const lines = await linesBetween(textOf(await source.open()), from, to, SHOWN);
        if (!left) setFound(lines);
        if (!left) setProblem(null);
      } catch (thrown) {
        if (!left) setProblem(thrown);
      }
    };
    void read();
    return () => {
      left = true;
    };
  }, [source, from, to]);
  if (problem !== null) return <ErrorSurface error={errorRecord(problem)} />;
  if (!found) return null;
  if (found.read < to) return <p role="alert">{t('log.short', { lines: format.number(found.read) })}</p>;
  const numbered = found.lines.map((line, index) => ({ line, number: from + index }));
  const label = t('log.preview', { from: format.number(from), to: format.number(to) });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it */}
      <section aria-label={label} className={styles.preview} tabIndex={0}>
        <ol start={from}>
          {numbered.map(({ line, number }) => (
            <li key={number} value={number}>
              <code>{line}</code>
            </li>
          ))}
        </ol>
      </section>
      {to - from + 1 > SHOWN && <p className="quiet">{t('log.most', { count: format.number(SHOWN) })}</p>}
    </>
  );
}
