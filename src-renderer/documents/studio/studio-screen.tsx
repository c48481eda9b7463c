import { useCallback, useMemo, useState } from 'react';
import type {
  BlockContent,
  BlockDraft,
  BlockView,
  CompositionView,
  StudioKindView,
} from '../../../src-shared/documents';
import { CommandProblem, Loaded, useAddress, useCommand, useHere } from '../../app';
import { useDesk } from '../../client';
import { Button, Page, Row, Section, useActions, useText } from '../../ui';
import { AddBlock } from './add-block';
import { BlockList, FindingLine } from './block-list';
import { BlockSettings } from './block-settings';
import { Pages } from './pages';
import { useComposition, useStudioKinds } from './queries';
import styles from './studio.module.css';
import { StudioHeader } from './studio-header';
import { studioText } from './text';
import { usePreview } from './use-preview';
import { CompositionVersions } from './versions';

/** One document being put together: its blocks, and the pages as they will look beside them. */
export function StudioScreen() {
  const { params } = useAddress();
  const query = useComposition(params['composition'] ?? '');
  const kinds = useStudioKinds();
  return (
    <Loaded query={query}>
      {(found) => {
        const kind = kinds.data?.find((one) => one.kind === found.kind);
        return kind ? <Studio key={found.id} found={found} kind={kind} /> : null;
      }}
    </Loaded>
  );
}

function Studio({ found, kind }: { found: CompositionView; kind: StudioKindView }) {
  const t = useText(studioText);
  const desk = useDesk().documents.compositions;
  const edit = useCommand(desk.editBlock);
  const move = useCommand(desk.moveBlock);
  const remove = useCommand(desk.removeBlock);
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [order, setOrder] = useState<Order | null>(null);
  const [typed, setTyped] = useState<{ block: string; content: BlockContent } | null>(null);
  useHere({ crumbs: [{ label: t('title'), to: '/documents/studio' }, { label: found.number }] });
  useActions(
    useMemo(() => [{ id: 'add-block', label: t('blocks.add'), shortcut: 'N', run: () => setAdding(true) }], [t]),
  );
  const blocks = useOrder(found.blocks, order);
  const drafts = useMemo(
    (): BlockDraft[] =>
      blocks.map(({ id, width, content }) => ({
        id,
        width,
        content: typed?.block === id ? typed.content : content,
      })),
    [blocks, typed],
  );
  // What was approved is shown as it was handed in: without the mark.
  const version = found.state === 'approved' && typed === null ? found.version : null;
  const wish = useMemo(
    () => ({ composition: found.id, ...(version === null ? { blocks: drafts } : { version }) }),
    [found.id, drafts, version],
  );
  const preview = usePreview(wish, found);
  // Blocks of a version are known by their place alone.
  const places = useMemo(
    () =>
      Object.fromEntries(
        blocks.flatMap(({ id }, at) => {
          const page = preview.places[id] ?? (version === null ? undefined : preview.places[String(at)]);
          return page === undefined ? [] : [[id, page] as const];
        }),
      ),
    [blocks, preview.places, version],
  );
  const findings = version === null ? preview.findings : found.findings;
  const keep = async (content?: BlockContent) => {
    const next = content ?? typed?.content;
    const block = found.blocks.find(({ id }) => id === (typed?.block ?? chosen));
    if (!block || !next || JSON.stringify(next) === JSON.stringify(block.content)) return;
    setTyped({ block: block.id, content: next });
    // What is typed stays where it could not be kept, so that nothing has to be typed twice.
    await edit.run({ block: block.id, content: next });
  };
  const place = useCallback(
    async (block: string, after: string | null) => {
      const ids = blocks.map(({ id }) => id).filter((id) => id !== block);
      const at = after === null ? 0 : ids.indexOf(after) + 1;
      setOrder({ was: idsOf(found.blocks), put: [...ids.slice(0, at), block, ...ids.slice(at)] });
      if (!(await move.run({ block, after }))) setOrder(null);
    },
    [blocks, found.blocks, move.run],
  );
  const choose = (block: string | null) => {
    setTyped(null);
    setChosen(block);
  };
  const open = blocks.find(({ id }) => id === chosen);
  const general = findings.filter(({ block }) => block === null);
  return (
    <Page fill>
      <StudioHeader found={found} refused={findings.some(({ level }) => level === 'refused')} />
      <CommandProblem command={edit} />
      <CommandProblem command={move} />
      <CommandProblem command={remove} />
      <div className={styles.studio}>
        <div className={styles.editor}>
          {general.length > 0 && (
            <Section title={t('findings.title')}>
              <ul className={styles.versions}>
                {general.map(({ level, message, hint }) => (
                  <li key={message}>
                    <FindingLine level={level} message={message} hint={hint} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Row>
            <h2>{t('blocks.title')}</h2>
            <Button size="small" icon="plus" onClick={() => setAdding(true)}>
              {t('blocks.add')}
            </Button>
          </Row>
          {blocks.length === 0 && <p className="quiet">{t('blocks.none')}</p>}
          <BlockList
            found={found}
            blocks={blocks}
            findings={findings}
            places={places}
            chosen={chosen}
            onChoose={choose}
            onMove={(block, after) => void place(block, after)}
            onWidth={(block, width) => void edit.run({ block: block.id, width })}
            onRemove={(block) => void remove.run({ block })}
            settings={
              open && (
                <BlockSettings
                  block={open}
                  content={typed?.block === open.id ? typed.content : open.content}
                  onType={(content) => setTyped({ block: open.id, content })}
                  onKeep={(content) => void keep(content)}
                  onNewer={() => {
                    const { content } = open;
                    if (content.kind === 'snippet' && open.newer !== null)
                      void keep({ ...content, version: open.newer });
                  }}
                />
              )
            }
          />
          {blocks.length > 1 && <p className="quiet">{t('block.keys')}</p>}
          {found.versions.length > 0 && <CompositionVersions found={found} />}
        </div>
        <Pages
          preview={preview}
          page={chosen === null ? null : (places[chosen] ?? null)}
          draft={found.state !== 'approved'}
        />
      </div>
      {adding && <AddBlock found={found} kind={kind} after={chosen} onClose={() => setAdding(false)} />}
    </Page>
  );
}

/** Where blocks were put, and the order that was kept until then. */
interface Order {
  was: string;
  put: readonly string[];
}

const idsOf = (blocks: readonly BlockView[]): string => blocks.map(({ id }) => id).join(' ');

/** The blocks as they were put last, until another order is kept: this one, or that of somebody else. */
function useOrder(blocks: readonly BlockView[], order: Order | null): readonly BlockView[] {
  return useMemo(() => {
    if (order === null || order.was !== idsOf(blocks)) return blocks;
    const byId = new Map(blocks.map((block) => [block.id, block]));
    const placed = order.put.flatMap((id) => byId.get(id) ?? []);
    return placed.length === blocks.length ? placed : blocks;
  }, [blocks, order]);
}
