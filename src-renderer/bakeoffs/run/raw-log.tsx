import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { RawRow as Row, RunView } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk } from '../../client';
import { Button, EmptyState, ErrorSurface, SelectField, TextField, useFormat, useText } from '../../ui';
import { readPlace } from './go-to';
import { RawRow } from './raw-row';
import styles from './run.module.css';
import { runText } from './text';
import { useRawRows } from './use-raw-rows';
import { useRawSearch } from './use-raw-search';

/** Lines of files up to this size are counted by themselves: it takes no time. Bytes. */
const COUNTED_AT_ONCE = 64 * 1024 * 1024;
/** Steps of the bar for the position. */
const STEPS = 10_000;

export interface RawLogProps {
  run: RunView;
  file: number;
  onFile(file: number): void;
  /** Where to go first, and whenever it changes. */
  goal: { line?: number; offset?: number; asked: number };
}

/** A raw file of a run from any place on, however large it is: go to a line, a byte or a share, or look for a text. */
export function RawLog({ run, file, onFile, goal }: RawLogProps) {
  const t = useText(runText);
  const format = useFormat();
  const desk = useDesk();
  const rows = useRawRows({ run: run.id, file });
  const search = useRawSearch({ run: run.id, file });
  const [target, setTarget] = useState<number | null>(null);
  const [counting, setCounting] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const { shown, go, again, list } = rows;
  const place = { run: run.id, file };

  const show = useCallback(
    async (offset: number) => {
      setTarget(offset);
      await go(offset);
      list.current?.focus({ preventScroll: true });
    },
    [go, list],
  );
  const goToLine = useCallback(
    async (line: number) => {
      setCounting(true);
      try {
        await show((await desk.bakeoffs.rawLine({ run: run.id, file, line })).offset);
        setProblem(null);
      } catch (thrown) {
        setProblem(errorRecord(thrown));
      }
      setCounting(false);
    },
    [desk, run.id, file, show],
  );
  const count = useCallback(async () => {
    setCounting(true);
    try {
      await desk.bakeoffs.rawLine({ run: run.id, file, line: 1 });
      await again();
      setProblem(null);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setCounting(false);
  }, [desk, run.id, file, again]);

  useEffect(() => {
    const { line, offset } = goal;
    if (line !== undefined) void goToLine(line);
    else if (offset !== undefined) void show(offset);
  }, [goal, goToLine, show]);

  const small = (run.files[file]?.bytes ?? 0) <= COUNTED_AT_ONCE;
  const counted = useRef('');
  useEffect(() => {
    const name = `${run.id}/${file}`;
    if (!shown || shown.lines !== null || !small || counted.current === name) return;
    counted.current = name;
    void count();
  }, [shown, small, count, run.id, file]);

  const find = async (text: string) => {
    const top = shown?.rows[rows.top];
    const from = target === null ? (top?.at ?? 0) : target + 1;
    const found = await search.search(text, search.result?.text === text || target === null ? from : (top?.at ?? 0));
    if (found?.at != null) await show(found.at);
  };
  const onKey = (event: KeyboardEvent) => {
    if (!shown) return;
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? shown.size - 1 : null;
    if (to === null) return;
    event.preventDefault();
    setTarget(null);
    void go(to);
  };
  const name = run.files[file]?.name ?? '';
  return (
    <div className={styles.raw}>
      <Tools
        run={run}
        file={file}
        onFile={onFile}
        size={shown?.size ?? 0}
        onLine={goToLine}
        onOffset={show}
        search={search}
        onFind={find}
      />
      {[rows.problem, search.problem, problem].map(
        (one) => one && <ErrorSurface key={one.message} error={one} onRetry={() => void go(0)} />,
      )}
      {shown?.encoding && <p className="quiet">{t(`raw.encoding.${shown.encoding}`)}</p>}
      {shown?.size === 0 && <EmptyState>{t('raw.empty')}</EmptyState>}
      <div className={styles.rawFrame} hidden={shown?.size === 0}>
        {/* biome-ignore lint/a11y/useSemanticElements: a scrolling list of rows is a named region that the keyboard scrolls */}
        <div
          ref={list}
          role="region"
          aria-label={t('raw.label', { name })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
          tabIndex={0}
          className={styles.rawList}
          onScroll={rows.onScroll}
          onKeyDown={onKey}
        >
          <div className={styles.rawRows}>
            {shown &&
              numbered(shown.rows, shown.line).map(({ row, number }) => (
                <RawRow
                  key={row.at}
                  row={row}
                  gutter={format.number(number ?? row.at)}
                  find={search.result?.text ?? ''}
                  found={target !== null && row.at <= target && target < row.at + row.bytes}
                  continued={t('raw.continued')}
                  unfinished={t('raw.unfinished')}
                />
              ))}
          </div>
        </div>
        <input
          type="range"
          className={styles.rawPosition}
          aria-label={t('raw.position')}
          aria-orientation="vertical"
          min={0}
          max={STEPS}
          value={shown ? Math.round(((shown.rows[rows.top]?.at ?? 0) / Math.max(1, shown.size)) * STEPS) : 0}
          aria-valuetext={format.ratio((shown?.rows[rows.top]?.at ?? 0) / Math.max(1, shown?.size ?? 0), {
            maxDigits: 1,
          })}
          onChange={(event) => {
            setTarget(null);
            void go(Math.floor((Number(event.currentTarget.value) / STEPS) * Math.max(0, (shown?.size ?? 0) - 1)));
          }}
        />
      </div>
      <Status
        rows={rows}
        counting={counting}
        onCount={small ? null : () => void count()}
        result={search.result}
        key={`${place.run}/${place.file}`}
      />
    </div>
  );
}

/** Rows with the number of the line that begins in each; null where the lines above were not counted. */
function numbered(rows: readonly Row[], first: number | null): { row: Row; number: number | null }[] {
  let line = first;
  return rows.map((row) => {
    const number = line;
    if (row.ends && line !== null) line += 1;
    return { row, number };
  });
}

interface ToolsProps {
  run: RunView;
  file: number;
  onFile(file: number): void;
  size: number;
  onLine(line: number): Promise<void>;
  onOffset(offset: number): Promise<void>;
  search: ReturnType<typeof useRawSearch>;
  onFind(text: string): Promise<void>;
}

function Tools({ run, file, onFile, size, onLine, onOffset, search, onFind }: ToolsProps) {
  const t = useText(runText);
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState(false);
  const [text, setText] = useState('');
  const onGo = (event: FormEvent) => {
    event.preventDefault();
    const place = readPlace(said);
    setWrong(place === null);
    if (!place) return;
    if ('line' in place) void onLine(place.line);
    else void onOffset('offset' in place ? place.offset : Math.floor(place.share * Math.max(0, size - 1)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would make one form of several
    <div role="group" aria-label={t('raw.tools')} className={styles.rawTools}>
      {run.files.length > 1 && (
        <SelectField
          label={t('raw.file')}
          value={String(file)}
          onChange={(value) => onFile(Number(value))}
          options={run.files.map(({ name }, index) => ({ value: String(index), label: name }))}
        />
      )}
      <form className={styles.rawTool} onSubmit={onGo}>
        <TextField
          label={t('raw.go')}
          placeholder={t('raw.go.hint')}
          value={said}
          onChange={(value) => {
            setSaid(value);
            setWrong(false);
          }}
          error={wrong ? t('raw.go.wrong') : undefined}
        />
        <Button type="submit">{t('raw.go.run')}</Button>
      </form>
      <form
        className={styles.rawTool}
        onSubmit={(event) => {
          event.preventDefault();
          if (text !== '') void onFind(text);
        }}
      >
        <TextField label={t('raw.find')} type="search" value={text} onChange={setText} maxLength={1000} mono />
        {search.busy ? (
          <Button onClick={search.cancel}>{t('raw.find.cancel')}</Button>
        ) : (
          <Button type="submit">{t('raw.find.run')}</Button>
        )}
      </form>
    </div>
  );
}

interface StatusProps {
  rows: ReturnType<typeof useRawRows>;
  counting: boolean;
  onCount: (() => void) | null;
  result: ReturnType<typeof useRawSearch>['result'];
}

function Status({ rows: { shown, top }, counting, onCount, result }: StatusProps) {
  const t = useText(runText);
  const format = useFormat();
  if (!shown) return <p className={styles.rawStatus}>{t('raw.reading')}</p>;
  const row = shown.rows[top];
  const line = numbered(shown.rows.slice(0, top + 1), shown.line).at(-1)?.number ?? null;
  const number = (value: number) => format.number(value);
  return (
    <div className={styles.rawStatus}>
      <span className="figures">
        {t('raw.at', {
          from: number(row?.at ?? 0),
          size: number(shown.size),
          share: format.ratio((row?.at ?? 0) / Math.max(1, shown.size), { maxDigits: 1 }),
        })}
        {line !== null &&
          ` · ${
            shown.lines === null
              ? t('raw.at.line', { line: number(line) })
              : t('raw.at.lines', { line: number(line), lines: number(shown.lines) })
          }`}
      </span>
      {shown.lines === null && onCount && (
        <Button size="small" busy={counting} onClick={onCount}>
          {counting ? t('raw.counting') : t('raw.count')}
        </Button>
      )}
      <output>
        {result &&
          (result.at === null
            ? t('raw.find.nowhere', { text: result.text })
            : t(result.around ? 'raw.find.around' : 'raw.find.found', { text: result.text, byte: number(result.at) }))}
      </output>
    </div>
  );
}
