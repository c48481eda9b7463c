import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DocumentSnippetView } from '../../../src-shared/documents';
import { CommandProblem, Loaded, useAddress, useCommand, useDraft, useHere } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  ActionMenu,
  Button,
  Card,
  Confirm,
  IconButton,
  Inspector,
  Page,
  PageHeader,
  Section,
  Stack,
  TextAreaField,
  TextField,
  TextLink,
  useNavigation,
  useText,
} from '../../ui';
import { DisclosureField } from '../standing/disclosure-field';
import { DraftState } from '../standing/draft-state';
import { VersionList } from '../standing/version-list';
import { HandIn } from '../studio/hand-in';
import styles from '../studio/studio.module.css';
import { SNIPPET_ENTITIES } from './snippets-screen';
import { snippetText } from './text';

/** One snippet: what it says, what was approved, and where it is used. */
export function SnippetScreen() {
  const { params } = useAddress();
  const query = useQuery(
    useDeskQueries().documents.snippets.get.queryOptions({
      input: { snippet: params['snippet'] ?? '' },
      meta: { entities: SNIPPET_ENTITIES },
    }),
  );
  return <Loaded query={query}>{(found) => <OneSnippet key={found.id} found={found} />}</Loaded>;
}

function OneSnippet({ found }: { found: DocumentSnippetView }) {
  const t = useText(snippetText);
  const { go } = useNavigation();
  const desk = useDesk().documents.snippets;
  const edit = useCommand(desk.edit);
  const submit = useCommand(desk.submit);
  const archive = useCommand(desk.archive);
  const [dialog, setDialog] = useState<'submit' | 'archive' | null>(null);
  const initial = useMemo(
    () => ({ title: found.title, text: found.text, locale: found.locale, disclosure: found.disclosure }),
    [found.title, found.text, found.locale, found.disclosure],
  );
  const draft = useDraft(`/documents/snippets/${found.id}`, initial);
  const { title, text, locale, disclosure } = draft.value;
  const complete = title.trim() !== '' && text.trim() !== '';
  useHere({ crumbs: [{ label: t('title'), to: '/documents/snippets' }, { label: found.number }] });
  const save = async () => {
    if (await edit.run({ snippet: found.id, title: title.trim(), text: text.trim(), locale, disclosure })) draft.drop();
  };
  const noSubmit = draft.dirty
    ? t('act.submit.unsaved')
    : (found.state === 'approved' || found.state === 'waiting') && t('act.submit.nothing');
  return (
    <Page narrow>
      <PageHeader
        title={found.title}
        chips={<DraftState state={found.state} small />}
        actions={
          <>
            <Button
              kind={draft.dirty ? 'primary' : 'default'}
              busy={edit.busy}
              unavailable={(!draft.dirty || !complete) && t('edit.incomplete')}
              onClick={save}
            >
              {t('edit.save')}
            </Button>
            <Button
              kind={draft.dirty ? 'default' : 'primary'}
              busy={submit.busy}
              unavailable={noSubmit}
              onClick={() => setDialog('submit')}
            >
              {t('act.submit')}
            </Button>
            <ActionMenu
              trigger={<IconButton icon="more" label={t('act.more')} />}
              items={[{ id: 'archive', label: t('act.archive'), danger: true, run: () => setDialog('archive') }]}
            />
          </>
        }
      >
        <span className="figures">{found.number}</span>
      </PageHeader>
      <CommandProblem command={edit} />
      <CommandProblem command={submit} />
      <CommandProblem command={archive} />
      <Card>
        <Stack>
          <TextField
            label={t('edit.title')}
            value={title}
            maxLength={200}
            onChange={(next) => draft.set({ ...draft.value, title: next })}
          />
          <TextAreaField
            label={t('edit.text')}
            rows={10}
            value={text}
            onChange={(next) => draft.set({ ...draft.value, text: next })}
          />
          <TextField
            label={t('edit.language')}
            hint={t('edit.language.hint')}
            value={locale}
            onChange={(next) => draft.set({ ...draft.value, locale: next })}
          />
          <DisclosureField value={disclosure} onChange={(next) => draft.set({ ...draft.value, disclosure: next })} />
        </Stack>
      </Card>
      <Inspector>
        <VersionList versions={found.versions} />
        <Section title={t('used.title')}>
          {found.usedIn.length === 0 && <p className="quiet">{t('used.none')}</p>}
          <ul className={styles.versions}>
            {found.usedIn.map(({ composition, number, title: name, newer }) => (
              <li key={composition}>
                <TextLink to={`/documents/studio/${composition}`}>{`${number} ${name}`}</TextLink>
                {newer && <p className="quiet">{t('used.newer')}</p>}
              </li>
            ))}
          </ul>
        </Section>
      </Inspector>
      {dialog === 'submit' && (
        <HandIn
          title={`${t('act.submit')}: ${found.number}`}
          needs={found.wouldNeed}
          onClose={() => setDialog(null)}
          onHandIn={() => void submit.run({ snippet: found.id })}
        />
      )}
      <Confirm
        open={dialog === 'archive'}
        onClose={() => setDialog(null)}
        onConfirm={() => void archive.run({ snippet: found.id }).then((done) => done && go('/documents/snippets'))}
        title={`${t('act.archive')}: ${found.number}`}
        confirm={t('act.archive')}
      >
        <p>{t('act.archive.about')}</p>
      </Confirm>
    </Page>
  );
}
