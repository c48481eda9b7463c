import { useMemo } from 'react';
import type { DocumentLine } from '../../src-shared/documents';
import { type DataColumn, DataTable, TextLink, TwoLines, useFormat, useNavigation, useText } from '../ui';
import { DocumentState, SaveFile } from './state';
import { documentsText } from './text';

interface DocumentTableProps {
  documents: readonly DocumentLine[];
  /** Inside a deal or another page its name says nothing new. */
  within?: boolean;
  empty: React.ReactNode;
  fill?: boolean;
  plain?: boolean;
}

/** What a document's own page says, and a list beside other things has no room for. */
const OWN_PAGE = new Set(['version', 'size', 'receipt']);

/** Documents that were made: what, of which version, whether approved, when and by whom. */
export function DocumentTable({ documents, within, empty, fill, plain }: DocumentTableProps) {
  const t = useText(documentsText);
  const format = useFormat();
  const { go } = useNavigation();
  const all = useMemo(
    (): DataColumn<DocumentLine>[] => [
      {
        id: 'title',
        header: t('list.title'),
        width: within ? 160 : 210,
        grow: 4,
        rowHeader: true,
        value: ({ title }) => title,
        cell: ({ title, kind, dealTitle }) => (
          <TwoLines below={[t(`kind.${kind}`), ...(within ? [] : [dealTitle])].filter(Boolean).join(' · ')}>
            {title}
          </TwoLines>
        ),
      },
      {
        id: 'version',
        header: t('list.version'),
        kind: 'figure',
        width: 76,
        value: ({ version }) => version,
        cell: ({ version }) => format.number(version),
      },
      {
        id: 'state',
        header: t('list.state'),
        width: 124,
        value: ({ final }) => Number(final),
        cell: (document) => <DocumentState document={document} size="small" />,
      },
      {
        id: 'size',
        header: t('list.size'),
        kind: 'figure',
        width: 84,
        value: ({ size }) => size,
        cell: ({ size }) => format.bytes(size),
      },
      {
        id: 'made',
        header: t('list.made'),
        width: 168,
        grow: 1,
        value: ({ builtAt }) => builtAt,
        cell: ({ builtAt, builtByName }) => <TwoLines below={builtByName ?? '–'}>{format.dateTime(builtAt)}</TwoLines>,
      },
      {
        id: 'receipt',
        header: t('list.receipt'),
        width: 104,
        cell: ({ receipt }) =>
          receipt && (
            <TextLink to={`/receipts/${receipt}`} className="mono">
              {format.digest(receipt)}
            </TextLink>
          ),
      },
      {
        id: 'file',
        header: t('list.file'),
        kind: 'actions',
        width: 84,
        cell: ({ file, name, present }) =>
          present && (
            <SaveFile file={file} name={name}>
              {t('list.save')}
            </SaveFile>
          ),
      },
    ],
    [t, format, within],
  );
  const columns = useMemo(() => all.filter(({ id }) => !within || !OWN_PAGE.has(id)), [all, within]);
  return (
    <DataTable
      label={t('title')}
      rows={documents}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={54}
      onOpen={({ id }) => go(`/documents/${id}`)}
      empty={empty}
      fill={fill}
      plain={plain}
    />
  );
}
