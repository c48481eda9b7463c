import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { TemplateRow } from '../../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { Loaded, useHasRole, useHere } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  type DataColumn,
  DataTable,
  Dialog,
  ErrorSurface,
  Page,
  PageHeader,
  Stack,
  TextField,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { documentsText } from '../text';
import { templateText } from './text';

/** Every template: those that came with Proofdesk, and the workspace's own. */
export function TemplatesScreen() {
  const t = useText(templateText);
  const { go } = useNavigation();
  const [copied, setCopied] = useState<TemplateRow | null>(null);
  const query = useQuery(
    useDeskQueries().documents.templates.list.queryOptions({
      input: {},
      meta: { entities: ['documentTemplate', 'composition'] },
    }),
  );
  const columns = useTemplateColumns(setCopied);
  useHere({ crumbs: [{ label: t('studio'), to: '/documents/studio' }, { label: t('title') }] });
  return (
    <Loaded query={query}>
      {(rows) => (
        <Page fill>
          <PageHeader title={t('title')}>
            <span className="quiet">{t('about')}</span>
          </PageHeader>
          <DataTable
            label={t('title')}
            rows={rows}
            columns={columns}
            rowKey={({ id, kind }) => id ?? kind}
            rowHeight={54}
            onOpen={({ id, kind }) => go(`/documents/templates/${id ?? kind}`)}
            fill
          />
          {copied && <CopyDialog template={copied} onClose={() => setCopied(null)} />}
        </Page>
      )}
    </Loaded>
  );
}

/** What a template is called: one that came with Proofdesk, by its kind. */
export function useTemplateName(): (template: Pick<TemplateRow, 'id' | 'kind' | 'name'>) => string {
  const t = useText(templateText);
  const kinds = useText(documentsText);
  return useCallback(
    ({ id, kind, name }) => (id === null ? t('list.shipped.name', { kind: kinds(`kind.${kind}`) }) : name),
    [t, kinds],
  );
}

function useTemplateColumns(onCopy: (template: TemplateRow) => void): DataColumn<TemplateRow>[] {
  const named = useTemplateName();
  const edits = useHasRole('legal', 'admin');
  const t = useText(templateText);
  const kinds = useText(documentsText);
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('list.name'),
        width: 300,
        grow: 4,
        rowHeader: true,
        value: ({ name }) => name,
        cell: ({ id, kind, name, behind }) => (
          <TwoLines below={id === null ? t('list.shipped') : behind ? t('list.behind') : ''}>
            {id === null ? kinds(`kind.${kind}`) : name}
          </TwoLines>
        ),
      },
      {
        id: 'kind',
        header: t('list.kind'),
        width: 180,
        grow: 1,
        value: ({ kind }) => kinds(`kind.${kind}`),
      },
      {
        id: 'edited',
        header: t('list.edited'),
        width: 180,
        value: ({ editedAt }) => editedAt,
        cell: ({ editedAt, editedByName }) =>
          editedAt === null ? '–' : <TwoLines below={editedByName ?? '–'}>{format.dateTime(editedAt)}</TwoLines>,
      },
      { id: 'uses', header: t('list.uses'), kind: 'figure', width: 90, value: ({ uses }) => uses },
      {
        id: 'actions',
        header: t('act.copy'),
        kind: 'actions',
        width: 84,
        cell: (template) => (
          <Button
            size="small"
            aria-label={t('act.copy.of', { template: named(template) })}
            unavailable={!edits && t('act.copy.roles')}
            onClick={() => onCopy(template)}
          >
            {t('act.copy')}
          </Button>
        ),
      },
    ],
    [t, kinds, format, onCopy, named, edits],
  );
}

/** Names the copy of a template. */
export function CopyDialog({ template, onClose }: { template: TemplateRow; onClose(): void }) {
  const named = useTemplateName();
  const t = useText(templateText);
  const desk = useDesk();
  const { go } = useNavigation();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const copy = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const made = await desk.documents.templates.copy({
        kind: template.kind,
        name: name.trim(),
        ...(template.id !== null && { from: template.id }),
      });
      go(`/documents/templates/${made.id}`);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('copy.title', { template: named(template) })}
      actions={
        <Button kind="primary" busy={busy} unavailable={!name.trim() && t('copy.name')} onClick={copy}>
          {t('copy.run')}
        </Button>
      }
    >
      <Stack>
        <TextField label={t('copy.name')} value={name} maxLength={120} onChange={setName} data-autofocus />
        {problem && <ErrorSurface error={problem} />}
      </Stack>
    </Dialog>
  );
}
