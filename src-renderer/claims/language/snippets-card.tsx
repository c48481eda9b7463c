import { useMemo, useState } from 'react';
import { checkLanguage, type LanguageRule, openFlags, type SnippetView } from '../../../src-shared/claims';
import { CommandProblem, useCommand, useHasRole } from '../../app';
import { useDesk } from '../../client';
import {
  Button,
  Card,
  Chip,
  Confirm,
  DateField,
  Dialog,
  Form,
  IconButton,
  Row,
  Stack,
  TextAreaField,
  TextField,
  useFormat,
  useText,
} from '../../ui';
import styles from '../charted.module.css';
import { useFreeContext, useSnippets } from './queries';
import { languageText } from './text';
import { FoundWords } from './try-card';

type Doing = { what: 'save'; snippet: SnippetView | null } | { what: 'archive'; snippet: SnippetView };

/** Phrases that may stand as they are, with their last day. */
export function SnippetsCard({ rules }: { rules: readonly LanguageRule[] }) {
  const t = useText(languageText);
  const format = useFormat();
  const legal = useHasRole('legal');
  const { data } = useSnippets();
  const archive = useCommand(useDesk().claims.archiveSnippet);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const archiving = doing?.what === 'archive' ? doing.snippet : null;
  return (
    <Card
      title={t('snippets.title')}
      aside={
        legal && (
          <Button size="small" onClick={() => setDoing({ what: 'save', snippet: null })}>
            {t('snippets.new')}
          </Button>
        )
      }
    >
      <Stack gap={3}>
        <CommandProblem command={archive} />
        <p className="quiet">{data?.length === 0 ? t('snippets.none') : t('snippets.about')}</p>
        <ul className={styles.plain} aria-label={t('snippets.title')}>
          {data?.map((snippet) => {
            const { id, title, text, expiresOn, expired } = snippet;
            return (
              <li key={id}>
                <div className={styles.line}>
                  <Row>
                    <b>{title}</b>
                    <Chip size="small" tone={expired ? 'warn' : 'neutral'}>
                      {expiresOn === null
                        ? t('snippets.always')
                        : t(expired ? 'snippets.expired' : 'snippets.until', { date: format.date(expiresOn) })}
                    </Chip>
                  </Row>
                  {legal && (
                    <Row nowrap>
                      <Button
                        size="small"
                        aria-label={t('snippets.edit', { title })}
                        onClick={() => setDoing({ what: 'save', snippet })}
                      >
                        {t('rule.edit')}
                      </Button>
                      <IconButton
                        icon="close"
                        label={t('snippets.archive', { title })}
                        onClick={() => setDoing({ what: 'archive', snippet })}
                      />
                    </Row>
                  )}
                </div>
                <p className={styles.prose}>{text}</p>
              </li>
            );
          })}
        </ul>
      </Stack>
      {doing?.what === 'save' && <SnippetDialog snippet={doing.snippet} rules={rules} onClose={close} />}
      <Confirm
        open={archiving !== null}
        title={t('snippets.archive.title', { title: archiving?.title ?? '' })}
        confirm={t('snippets.archive.act')}
        onClose={close}
        onConfirm={() => archiving && void archive.run({ snippet: archiving.id })}
      >
        {t('snippets.archive.about')}
      </Confirm>
    </Card>
  );
}

interface SnippetDialogProps {
  snippet: SnippetView | null;
  rules: readonly LanguageRule[];
  onClose(): void;
}

/** Approves a phrase; what the rules find in it is said before, because approving it lets that stand. */
function SnippetDialog({ snippet, rules, onClose }: SnippetDialogProps) {
  const t = useText(languageText);
  const save = useCommand(useDesk().claims.saveSnippet);
  const [title, setTitle] = useState(snippet?.title ?? '');
  const [text, setText] = useState(snippet?.text ?? '');
  const [expiresOn, setExpiresOn] = useState(snippet?.expiresOn ?? null);
  const context = useFreeContext();
  const found = useMemo(
    () => openFlags(checkLanguage(text, rules, { ...context, snippets: [] })),
    [text, rules, context],
  );
  const missing = (!title.trim() || !text.trim()) && t('snippet.needs');
  const act = async () => {
    if (missing) return;
    const done = await save.run({
      ...(snippet && { snippet: snippet.id }),
      ...{ title: title.trim(), text: text.trim(), expiresOn },
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={snippet ? t('snippets.edit', { title: snippet.title }) : t('snippets.new')}
      actions={
        <Button kind="primary" busy={save.busy} unavailable={missing} onClick={act}>
          {t('snippet.save')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <TextField label={t('snippet.name')} value={title} onChange={setTitle} maxLength={200} />
        <TextAreaField label={t('snippet.text')} value={text} onChange={setText} maxLength={2000} />
        {found.length > 0 && (
          <div>
            <p className="quiet">{t('snippet.found')}</p>
            <FoundWords flags={found} />
          </div>
        )}
        <DateField label={t('snippet.expires')} optional value={expiresOn} onChange={setExpiresOn} />
        <CommandProblem command={save} />
      </Form>
    </Dialog>
  );
}
