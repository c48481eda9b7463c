import type { BlockContent, BlockView } from '../../../src-shared/documents';
import { Button, CheckField, Stack, TextAreaField, TextField, useText } from '../../ui';
import styles from './studio.module.css';
import { studioText } from './text';

interface SettingsProps {
  block: BlockView;
  /** What is typed, shown in the pages at once. */
  content: BlockContent;
  onType(content: BlockContent): void;
  /** Keeps what is typed: when a field is left, or a choice is made. */
  onKeep(content?: BlockContent): void;
  /** Takes the newest approved version of the snippet. */
  onNewer(): void;
}

/** What can be set of one block. */
export function BlockSettings({ block, content, onType, onKeep, onNewer }: SettingsProps) {
  const t = useText(studioText);
  const leave = () => onKeep();
  const line = (
    label: string,
    value: string,
    typed: (next: string) => BlockContent,
    more: { optional?: boolean; hint?: string } = {},
  ) => (
    <TextField
      label={label}
      {...more}
      value={value}
      maxLength={300}
      onChange={(next) => onType(typed(next))}
      onBlur={leave}
    />
  );
  switch (content.kind) {
    case 'heading':
      return line(t('set.heading'), content.text, (text) => ({ ...content, text }));
    case 'text':
      return (
        <Stack gap={3}>
          {line(t('set.title'), content.title, (title) => ({ ...content, title }), { optional: true })}
          <TextAreaField
            label={t('set.text')}
            hint={t('set.text.hint')}
            value={content.text}
            rows={5}
            onChange={(text) => onType({ ...content, text })}
            onBlur={leave}
          />
        </Stack>
      );
    case 'snippet':
      return (
        <Stack gap={3}>
          <p className={styles.copy}>{content.text}</p>
          {block.newer !== null && (
            <>
              <p className="quiet">{t('set.newer.about')}</p>
              <Button size="small" onClick={onNewer}>
                {t('set.newer', { version: block.newer })}
              </Button>
            </>
          )}
        </Stack>
      );
    case 'picture':
      return (
        <Stack gap={3}>
          {line(t('set.alternative'), content.alternative, (alternative) => ({ ...content, alternative }), {
            hint: t('set.alternative.hint'),
          })}
          {line(t('set.caption'), content.caption, (caption) => ({ ...content, caption }), { optional: true })}
        </Stack>
      );
    case 'attachment':
      return (
        <Stack gap={3}>
          {line(t('set.title'), content.title, (title) => ({ ...content, title }), { optional: true })}
          <CheckField
            label={t('set.pages')}
            checked={content.pages}
            onChange={(pages) => onKeep({ ...content, pages })}
          />
        </Stack>
      );
    case 'part':
      return <PartRows block={block} content={content} onKeep={onKeep} />;
    default:
      return <p className="quiet">{t('set.nothing')}</p>;
  }
}

type Part = Extract<BlockContent, { kind: 'part' }>;

/** Which rows of a part are shown; none chosen means all of them. */
function PartRows({
  block,
  content,
  onKeep,
}: {
  block: BlockView;
  content: Part;
  onKeep(content: BlockContent): void;
}) {
  const t = useText(studioText);
  const { rows } = block;
  if (rows.length === 0) return <p className="quiet">{t('set.nothing')}</p>;
  const chosen = new Set(content.only ?? rows.map(({ key }) => key));
  const keep = (keys: readonly string[]) => {
    const { only: _, ...rest } = content;
    onKeep(keys.length === rows.length || keys.length === 0 ? rest : { ...rest, only: [...keys] });
  };
  return (
    <fieldset className={styles.rows}>
      <legend>{t('set.rows')}</legend>
      {rows.map(({ key, label }) => (
        <CheckField
          key={key}
          label={label}
          checked={chosen.has(key)}
          onChange={(on) => keep(rows.map((row) => row.key).filter((one) => (one === key ? on : chosen.has(one))))}
        />
      ))}
      {content.only && (
        <Button size="small" kind="quiet" onClick={() => keep(rows.map(({ key }) => key))}>
          {t('set.rows.all')}
        </Button>
      )}
    </fieldset>
  );
}
