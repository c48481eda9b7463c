import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { BlockView, CompositionView, Finding } from '../../../src-shared/documents';
import { ActionMenu, Chip, IconButton, useText } from '../../ui';
import styles from './studio.module.css';
import { studioText } from './text';

interface BlockListProps {
  found: CompositionView;
  blocks: readonly BlockView[];
  /** Findings of what is typed, by block. */
  findings: readonly Finding[];
  places: Readonly<Record<string, number>>;
  chosen: string | null;
  onChoose(block: string | null): void;
  /** Puts a block behind another, or first of all. */
  onMove(block: string, after: string | null): void;
  onWidth(block: BlockView, width: BlockView['width']): void;
  onRemove(block: string): void;
  /** The settings of the block that is chosen, below it. */
  settings: React.ReactNode;
}

/** The blocks of a document in their order: dragged, or moved with Alt and the arrow keys. */
export function BlockList(props: BlockListProps) {
  const { blocks, findings, places, chosen, onChoose, onMove, settings } = props;
  const t = useText(studioText);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const moveBy = (block: BlockView, by: 1 | -1) => {
    const at = blocks.indexOf(block);
    const to = at + by;
    if (to < 0 || to >= blocks.length) return;
    const after = by === 1 ? blocks[to]!.id : (blocks[to - 1]?.id ?? null);
    onMove(block.id, after);
    setSaid(t('block.moved', { block: nameOf(block), place: to + 1, count: blocks.length }));
  };
  const keys = (event: KeyboardEvent, block: BlockView) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      moveBy(block, event.key === 'ArrowUp' ? -1 : 1);
    }
  };
  const drop = (event: DragEvent, target: BlockView) => {
    event.preventDefault();
    if (dragged && dragged !== target.id) {
      const from = blocks.findIndex(({ id }) => id === dragged);
      const to = blocks.indexOf(target);
      onMove(dragged, from < to ? target.id : (blocks[to - 1]?.id ?? null));
    }
    setDragged(null);
    setOver(null);
  };
  return (
    <>
      <ol className={styles.blocks} ref={list} aria-label={t('blocks.title')}>
        {blocks.map((block) => {
          const own = findings.filter((finding) => finding.block === block.id);
          const page = places[block.id];
          const open = chosen === block.id;
          return (
            <li
              key={block.id}
              className={styles.block}
              data-open={open || undefined}
              data-over={over === block.id || undefined}
              data-dragged={dragged === block.id || undefined}
              draggable={!open}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(block.id);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
              onDragOver={(event) => {
                if (!dragged) return;
                event.preventDefault();
                setOver(block.id);
              }}
              onDrop={(event) => drop(event, block)}
            >
              <div className={styles.blockHead}>
                <button
                  type="button"
                  className={styles.blockName}
                  aria-expanded={open}
                  aria-label={t('block.open', { block: nameOf(block) })}
                  onClick={() => onChoose(open ? null : block.id)}
                  onKeyDown={(event) => keys(event, block)}
                >
                  <span>{nameOf(block)}</span>
                  <small>
                    {[
                      t(`kind.${block.content.kind}`),
                      ...(block.width === 'half' ? [t('block.half')] : []),
                      ...(page === undefined ? [] : [t('block.page', { page })]),
                    ].join(' · ')}
                  </small>
                </button>
                <BlockMenu {...props} block={block} onMoveBy={moveBy} />
              </div>
              {own.map(({ level, message, hint }) => (
                <div key={message} className={styles.finding}>
                  <FindingLine level={level} message={message} hint={hint} />
                </div>
              ))}
              {open && <div className={styles.settings}>{settings}</div>}
            </li>
          );
        })}
      </ol>
      <p className="only-screen-reader" role="status">
        {said}
      </p>
    </>
  );
}

/** What stands in the way, or is good to know, with how to mend it. */
export function FindingLine({ level, message, hint }: Omit<Finding, 'block'>) {
  const t = useText(studioText);
  return (
    <p>
      <Chip size="small" tone={level === 'refused' ? 'bad' : level === 'note' ? 'neutral' : 'warn'}>
        {t(`finding.${level}`)}
      </Chip>{' '}
      {message} {hint && <span className="quiet">{hint}</span>}
    </p>
  );
}

/** Own words by what they say; everything else by what it is. */
function nameOf({ content, label }: BlockView): string {
  if (content.kind !== 'text') return label;
  const words = (content.title || content.text).trim();
  return words.length > 60 ? `${words.slice(0, 58).replace(/\s+\S*$/, '')} …` : words || label;
}

interface BlockMenuProps extends Pick<BlockListProps, 'blocks' | 'onWidth' | 'onRemove'> {
  block: BlockView;
  onMoveBy(block: BlockView, by: 1 | -1): void;
}

function BlockMenu({ block, blocks, onWidth, onRemove, onMoveBy }: BlockMenuProps) {
  const t = useText(studioText);
  const at = blocks.indexOf(block);
  const other = block.width === 'half' ? 'full' : 'half';
  const wide = block.content.kind === 'page-break' || block.content.kind === 'document';
  return (
    <ActionMenu
      trigger={<IconButton icon="more" size="small" label={t('block.more', { block: nameOf(block) })} />}
      items={[
        ...(at > 0 ? [{ id: 'up', label: t('block.up'), run: () => onMoveBy(block, -1) }] : []),
        ...(at < blocks.length - 1 ? [{ id: 'down', label: t('block.down'), run: () => onMoveBy(block, 1) }] : []),
        ...(wide ? [] : [{ id: 'width', label: t(`block.${other}`), run: () => onWidth(block, other) }]),
        { id: 'remove', section: true, label: t('block.remove'), icon: 'trash', run: () => onRemove(block.id) },
      ]}
    />
  );
}
