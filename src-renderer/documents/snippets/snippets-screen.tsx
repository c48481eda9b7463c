import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SnippetRow } from '../../../src-shared/documents';
import type { Disclosure } from '../../../src-shared/kernel/disclosure';
import { CommandProblem, Loaded, useAddress, useCommand, useHere, useWorkspace } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  type DataColumn,
  DataTable,
  Dialog,
  EmptyState,
  Page,
  PageHeader,
  Stack,
  TextAreaField,
  TextField,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { DisclosureField } from '../standing/disclosure-field';
import { DraftState } from '../standing/draft-state';
import { standingText } from '../standing/text';
import { snippetText } from './text';

export const SNIPPET_ENTITIES = [
  'snippet',
  'snippetVersion',
  'compositionBlock',
  'approvalRequest',
  'approvalDecision',
];

/** Every text that documents may use. */
export function SnippetsScreen() {
  const t = useText(snippetText);
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const query = useQuery(
    useDeskQueries().documents.snippets.list.queryOptions({ input: {}, meta: { entities: SNIPPET_ENTITIES } }),
  );
  const columns = useSnippetColumns();
  useHere({ crumbs: [{ label: t('studio'), to: '/documents/studio' }, { label: t('title') }] });
  const begin = (
    <Button kind="primary" onClick={() => setSearch({ new: '1' })}>
      {t('new')}
    </Button>
  );
  return (
    <Loaded query={query}>
      {(rows) => (
        <Page fill>
          <PageHeader
            title={t('title')}
            chips={rows.length > 0 && <span className="quiet figures">{t('count', { count: rows.length })}</span>}
            actions={begin}
          />
          <DataTable
            label={t('title')}
            rows={rows}
            columns={columns}
            rowKey={({ id }) => id}
            onOpen={({ id }) => go(`/documents/snippets/${id}`)}
            empty={<EmptyState action={begin}>{t('about')}</EmptyState>}
            fill
          />
          {search['new'] && <NewSnippet onClose={() => setSearch({ new: null })} />}
        </Page>
      )}
    </Loaded>
  );
}

function useSnippetColumns(): DataColumn<SnippetRow>[] {
  const t = useText(snippetText);
  const standing = useText(standingText);
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'number', header: t('list.number'), width: 112, value: ({ number }) => number },
      { id: 'title', header: t('list.title'), width: 280, grow: 4, rowHeader: true, value: ({ title }) => title },
      { id: 'language', header: t('list.language'), width: 100, value: ({ locale }) => locale },
      {
        id: 'for',
        header: standing('for'),
        width: 116,
        value: ({ disclosure }) => disclosure,
        cell: ({ disclosure }) => standing(`circle.${disclosure}`),
      },
      {
        id: 'state',
        header: t('list.state'),
        width: 160,
        value: ({ state }) => state,
        cell: ({ state }) => <DraftState state={state} small />,
      },
      {
        id: 'approved',
        header: t('list.approved'),
        width: 110,
        value: ({ approved }) => approved,
        cell: ({ approved }) => (approved === null ? '–' : t('list.version', { version: approved })),
      },
      {
        id: 'uses',
        header: t('list.uses'),
        kind: 'figure',
        width: 80,
        value: ({ uses }) => uses,
        cell: ({ uses }) => format.number(uses),
      },
    ],
    [t, standing, format],
  );
}

function NewSnippet({ onClose }: { onClose(): void }) {
  const t = useText(snippetText);
  const { go } = useNavigation();
  const { locale: own } = useWorkspace();
  const create = useCommand(useDesk().documents.snippets.create);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [locale, setLocale] = useState(own);
  const [disclosure, setDisclosure] = useState<Disclosure>('nda');
  const complete = title.trim() !== '' && text.trim() !== '';
  const run = async () => {
    const made = await create.run({ title: title.trim(), text: text.trim(), locale: locale.trim(), disclosure });
    if (made?.result) go(`/documents/snippets/${made.result.id}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('new')}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={!complete && t('edit.incomplete')} onClick={run}>
          {t('edit.create')}
        </Button>
      }
    >
      <Stack>
        <TextField label={t('edit.title')} value={title} maxLength={200} onChange={setTitle} data-autofocus />
        <TextAreaField label={t('edit.text')} value={text} rows={6} onChange={setText} />
        <TextField label={t('edit.language')} hint={t('edit.language.hint')} value={locale} onChange={setLocale} />
        <DisclosureField value={disclosure} onChange={setDisclosure} />
        <CommandProblem command={create} />
      </Stack>
    </Dialog>
  );
}
