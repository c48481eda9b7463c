import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { documentKinds, type PreviewView, type SettingProblem, type TemplateView } from '../../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { CommandProblem, Loaded, useAddress, useCommand, useHasRole, useHere } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  ActionMenu,
  Button,
  Confirm,
  ErrorSurface,
  IconButton,
  Page,
  PageHeader,
  Segment,
  useNavigation,
  useText,
} from '../../ui';
import studio from '../studio/studio.module.css';
import { documentsText } from '../text';
import { TemplateData } from './template-data';
import styles from './templates.module.css';
import { CopyDialog, useTemplateName } from './templates-screen';
import { templateText } from './text';

/** One template: its files as text, what is wrong at which line, and how it sets an example. */
export function TemplateScreen() {
  const { params } = useAddress();
  const named = params['template'] ?? '';
  const kind = documentKinds.find((one) => one === named);
  const query = useQuery(
    useDeskQueries().documents.templates.get.queryOptions({
      input: kind ? { kind } : { template: named },
      meta: { entities: ['documentTemplate', 'composition'] },
    }),
  );
  return <Loaded query={query}>{(found) => <OneTemplate key={found.id ?? found.kind} found={found} />}</Loaded>;
}

type Files = TemplateView['files'];

function OneTemplate({ found }: { found: TemplateView }) {
  const t = useText(templateText);
  const kinds = useText(documentsText);
  const { go } = useNavigation();
  const desk = useDesk();
  const archive = useCommand(desk.documents.templates.archive);
  const [files, setFiles] = useState<Files>(found.files);
  const [shown, setShown] = useState(found.entry);
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<ErrorRecord | null>(null);
  const [dialog, setDialog] = useState<'copy' | 'archive' | null>(null);
  const { problem, pages, checking } = useCheck(found.kind, files);
  const [beside, setBeside] = useState<'example' | 'data'>('example');
  const editor = useRef<HTMLTextAreaElement>(null);
  const own = found.id !== null;
  const dirty = JSON.stringify(files) !== JSON.stringify(found.files);
  const text = files.find(({ name }) => name === shown)?.text ?? '';
  const name = useTemplateName()(found);
  const edits = useHasRole('legal', 'admin');
  useHere({ crumbs: [{ label: t('title'), to: '/documents/templates' }, { label: name }] });
  const save = async () => {
    if (found.id === null) return;
    setSaving(true);
    setFailed(null);
    try {
      await desk.documents.templates.save({ template: found.id, files: [...files] });
    } catch (thrown) {
      setFailed(errorRecord(thrown));
    }
    setSaving(false);
  };
  const goTo = ({ file, line, column }: SettingProblem) => {
    if (file && files.some(({ name }) => name === file)) setShown(file);
    requestAnimationFrame(() => placeCaret(editor.current, line ?? 1, column ?? 1));
  };
  return (
    <Page fill>
      <PageHeader
        title={name}
        actions={
          <>
            <Button unavailable={!edits && t('act.copy.roles')} onClick={() => setDialog('copy')}>
              {t('act.copy')}
            </Button>
            {own && (
              <Button kind="primary" busy={saving} unavailable={!dirty && t('edit.saved')} onClick={save}>
                {t('edit.save')}
              </Button>
            )}
            {own && (
              <ActionMenu
                trigger={<IconButton icon="more" label={t('act.more')} />}
                items={[{ id: 'archive', label: t('act.archive'), danger: true, run: () => setDialog('archive') }]}
              />
            )}
          </>
        }
      >
        <span>{kinds(`kind.${found.kind}`)}</span>
        {!own && <span className="quiet">{t('edit.readonly')}</span>}
      </PageHeader>
      {failed && <ErrorSurface error={failed} onDismiss={() => setFailed(null)} />}
      <CommandProblem command={archive} />
      <div className={styles.editing}>
        <div className={styles.source}>
          <Segment
            label={t('edit.files')}
            options={files.map(({ name }) => ({ value: name, label: name }))}
            value={shown}
            onChange={setShown}
          />
          <textarea
            ref={editor}
            className={styles.text}
            aria-label={t('edit.text', { file: shown })}
            spellCheck={false}
            readOnly={!own}
            value={text}
            onChange={(event) => {
              const next = event.currentTarget.value;
              setFiles(files.map((file) => (file.name === shown ? { ...file, text: next } : file)));
            }}
          />
          <div className={styles.verdict} role="status">
            {problem ? (
              <>
                <p className={styles.bad}>
                  {problem.file && problem.line !== null && (
                    <b>
                      {t('edit.at', { file: problem.file, line: problem.line, column: problem.column ?? 1 })}
                      {': '}
                    </b>
                  )}
                  {problem.message} {problem.hint && <span className="quiet">{problem.hint}</span>}
                </p>
                {problem.line !== null && (
                  <Button size="small" onClick={() => goTo(problem)}>
                    {t('edit.goto', { line: problem.line })}
                  </Button>
                )}
              </>
            ) : (
              <p className="quiet">{t(checking ? 'edit.checking' : 'edit.ok')}</p>
            )}
          </div>
        </div>
        <div className={styles.beside}>
          <Segment
            label={t('beside.label')}
            options={[
              { value: 'example', label: t('beside.example') },
              { value: 'data', label: t('beside.data') },
            ]}
            value={beside}
            onChange={setBeside}
          />
          {beside === 'data' ? (
            <TemplateData kind={found.kind} />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach that
            <section className={studio.sheets} aria-label={t('edit.example')} tabIndex={0}>
              {pages.map(({ number, address, width, height }) => (
                <img key={number} src={address} width={width} height={height} alt={t('edit.page', { page: number })} />
              ))}
            </section>
          )}
        </div>
      </div>
      {dialog === 'copy' && <CopyDialog template={found} onClose={() => setDialog(null)} />}
      <Confirm
        open={dialog === 'archive'}
        onClose={() => setDialog(null)}
        onConfirm={() =>
          found.id !== null &&
          void archive.run({ template: found.id }).then((done) => done && go('/documents/templates'))
        }
        title={`${t('act.archive')}: ${name}`}
        confirm={t('act.archive')}
      >
        <p>{t('act.archive.about')}</p>
      </Confirm>
    </Page>
  );
}

/** Puts the caret at a line and column, both from 1, and the line in sight. */
function placeCaret(area: HTMLTextAreaElement | null, line: number, column: number): void {
  if (!area) return;
  const lines = area.value.split('\n');
  const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(before + column - 1, before + (lines[line - 1]?.length ?? 0));
  const height = Number.parseFloat(getComputedStyle(area).lineHeight) || 18;
  area.scrollTop = Math.max(0, (line - 4) * height);
}

/** A pause in typing after which the files are tried. Milliseconds. */
const PAUSE = 250;

interface Shown {
  number: number;
  address: string;
  width: number;
  height: number;
}

/** Tries the files on an example after each pause: its pages, or what is wrong and where. */
function useCheck(kind: TemplateView['kind'], files: Files) {
  const desk = useDesk();
  const [state, setState] = useState<{ problem: SettingProblem | null; pages: Shown[]; checking: boolean }>({
    problem: null,
    pages: [],
    checking: true,
  });
  useEffect(() => {
    let left = false;
    setState((before) => ({ ...before, checking: true }));
    const timer = setTimeout(async () => {
      try {
        const { problem, pages } = await desk.documents.templates.check({ kind, files: [...files] });
        if (left) return;
        setState((before) => ({
          problem,
          // Where it cannot be set, the last pages that could stay in sight.
          pages: problem ? before.pages : pictures(pages),
          checking: false,
        }));
      } catch (thrown) {
        const { message, hint } = errorRecord(thrown);
        const problem = { message, hint: hint ?? null, file: null, line: null, column: null };
        if (!left) setState((before) => ({ ...before, problem, checking: false }));
      }
    }, PAUSE);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [desk, kind, files]);
  return state;
}

/** Pages as addresses that an `<img>` may show: data addresses need no letting go. */
function pictures(pages: PreviewView['pages']): Shown[] {
  return pages.flatMap(({ number, svg, width, height }) =>
    svg === null
      ? []
      : [{ number, width, height, address: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` }],
  );
}
