import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { BlockContentInput, BlockWidth, CompositionView, StudioKindView } from '../../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { CommandProblem, useCommand } from '../../app';
import { handOver, useDesk, useDeskQueries } from '../../client';
import { Button, Dialog, ErrorSurface, FileDrop, Section, Stack, useText } from '../../ui';
import { useDocuments } from '../queries';
import { useSources } from './queries';
import styles from './studio.module.css';
import { studioText } from './text';

interface AddProps {
  found: CompositionView;
  kind: StudioKindView;
  /** The block that the new one stands behind; at the end where none is chosen. */
  after: string | null;
  onClose(): void;
}

/** What can be put into a document: parts of what the deal has recorded, words, snippets, pictures, other documents. */
export function AddBlock({ found, kind, after, onClose }: AddProps) {
  const t = useText(studioText);
  const add = useCommand(useDesk().documents.compositions.addBlock);
  // The next one stands behind this one, so that several can be chosen, or dropped, one after the other.
  const behind = useRef(after);
  const [said, setSaid] = useState<string | null>(null);
  const put = async (content: BlockContentInput, label: string, width: BlockWidth = 'full') => {
    const made = await add.run({
      composition: found.id,
      ...(behind.current !== null && { after: behind.current }),
      width,
      content,
    });
    if (made?.result) behind.current = made.result.id;
    if (made) setSaid(label);
  };
  const takes = new Set(kind.blocks);
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      leave="close"
      title={t('add.title')}
      actions={
        <span role="status" className={styles.said}>
          {said && t('add.said', { block: said })}
        </span>
      }
    >
      <Stack>
        {takes.has('part') && <Parts found={found} busy={add.busy} onAdd={put} />}
        {takes.has('snippet') && <Snippets found={found} busy={add.busy} onAdd={put} />}
        {takes.has('document') && <Documents found={found} busy={add.busy} onAdd={put} />}
        <Section title={t('add.words')}>
          <Choices
            busy={add.busy}
            choices={[
              ...(takes.has('heading')
                ? [
                    {
                      key: 'heading',
                      label: t('kind.heading'),
                      content: { kind: 'heading' as const, text: t('add.own.heading') },
                    },
                  ]
                : []),
              ...(takes.has('text')
                ? [{ key: 'text', label: t('kind.text'), content: { kind: 'text' as const, text: t('add.own.text') } }]
                : []),
              ...(takes.has('evidence')
                ? [{ key: 'evidence', label: t('kind.evidence'), content: { kind: 'evidence' as const } }]
                : []),
              ...(takes.has('page-break')
                ? [{ key: 'page-break', label: t('kind.page-break'), content: { kind: 'page-break' as const } }]
                : []),
            ]}
            onAdd={put}
          />
        </Section>
        <Files takes={takes} onAdd={put} />
        <CommandProblem command={add} />
      </Stack>
    </Dialog>
  );
}

type Put = (content: BlockContentInput, label: string, width?: BlockWidth) => Promise<void>;

interface PartProps {
  found: CompositionView;
  busy: boolean;
  onAdd: Put;
}

function Parts({ found, busy, onAdd }: PartProps) {
  const t = useText(studioText);
  const { data = [] } = useSources(found.id);
  return (
    <Section title={t('add.parts')}>
      {data.map(({ ref, label, title, parts, refused }) => (
        <div key={JSON.stringify(ref)} className={styles.source}>
          <p>
            <b>{label}</b> {!label.startsWith(title) && <span className="quiet">{title}</span>}
          </p>
          {refused ? (
            <p className="quiet">{refused}</p>
          ) : (
            <Choices
              busy={busy}
              choices={parts.map((part) => ({
                key: part.key,
                label: part.label,
                width: part.width,
                content: { kind: 'part' as const, part: part.key, of: ref },
              }))}
              onAdd={onAdd}
            />
          )}
        </div>
      ))}
    </Section>
  );
}

function Snippets({ found, busy, onAdd }: PartProps) {
  const t = useText(studioText);
  const { data = [] } = useQuery(
    useDeskQueries().documents.snippets.list.queryOptions({
      input: { usableFor: found.disclosure },
      meta: { entities: ['snippet', 'snippetVersion', 'approvalDecision'] },
    }),
  );
  const usable = data.filter(({ approved }) => approved !== null);
  return (
    <Section title={t('add.snippets')}>
      {usable.length === 0 ? (
        <p className="quiet">{t('add.snippets.none')}</p>
      ) : (
        <Choices
          busy={busy}
          choices={usable.map(({ id, number, title, approved }) => ({
            key: id,
            label: `${number} ${title}`,
            content: {
              kind: 'snippet' as const,
              snippet: id,
              version: approved ?? 1,
              number,
              title,
              // The desk puts in what that version says.
              text: '',
            },
          }))}
          onAdd={onAdd}
        />
      )}
    </Section>
  );
}

function Documents({ found, busy, onAdd }: PartProps) {
  const t = useText(studioText);
  const { data = [] } = useDocuments({ deal: found.deal });
  const usable = data.filter(({ kind, present }) => present && kind !== 'binder');
  return (
    <Section title={t('add.files')}>
      {usable.length === 0 ? (
        <p className="quiet">{t('add.documents.none')}</p>
      ) : (
        <Choices
          busy={busy}
          choices={usable.map(({ id, title, name }) => ({
            key: id,
            label: `${title} (${name})`,
            content: { kind: 'document' as const, document: id },
          }))}
          onAdd={onAdd}
        />
      )}
    </Section>
  );
}

interface Choice {
  key: string;
  label: string;
  width?: BlockWidth;
  content: BlockContentInput;
}

function Choices({ choices, busy, onAdd }: { choices: readonly Choice[]; busy: boolean; onAdd: Put }) {
  const t = useText(studioText);
  return (
    <ul className={styles.choices}>
      {choices.map(({ key, label, width, content }) => (
        <li key={key}>
          <Button
            size="small"
            icon="plus"
            unavailable={busy && t('add.run')}
            aria-label={t('add.of', { block: label })}
            onClick={() => void onAdd(content, label, width)}
          >
            {label}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Files({ takes, onAdd }: { takes: ReadonlySet<string>; onAdd: Put }) {
  const t = useText(studioText);
  const desk = useDesk();
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const keep = async (files: readonly File[], kind: 'picture' | 'attachment') => {
    setProblem(null);
    try {
      for (const file of files) {
        const handed = await handOver(file);
        if (kind === 'picture') {
          const { digest } = await desk.documents.compositions.keepPicture({ file: handed.id });
          const alternative = file.name.replace(/\.[^.]+$/, '') || file.name;
          await onAdd({ kind: 'picture', file: digest, alternative }, alternative);
        } else {
          const kept = await desk.documents.compositions.keepAttachment({ file: handed.id });
          await onAdd(
            { kind: 'attachment', file: kept.digest, name: kept.name, pages: kept.pages !== null },
            kept.name,
          );
        }
      }
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
  };
  return (
    <>
      {takes.has('picture') && (
        <FileDrop
          label={t('add.picture')}
          hint={t('add.picture.hint')}
          accept={['.png', '.jpg', '.jpeg', '.svg']}
          onFiles={(files) => void keep(files, 'picture')}
        />
      )}
      {takes.has('attachment') && (
        <FileDrop label={t('add.attachment')} multiple onFiles={(files) => void keep(files, 'attachment')} />
      )}
      {problem && <ErrorSurface error={problem} title={t('add.title')} onDismiss={() => setProblem(null)} />}
    </>
  );
}
