import { useMemo } from 'react';
import type { QuoteDetail, QuoteVersionView } from '../../src-shared/quotes';
import { ActionMenu, Button, type MenuItem, useText } from '../ui';
import { saveDocument, type useBuildDocument } from './build-document';
import { quotesText } from './text';

/** What can be made of a frozen version: its documents, and its tables for a spreadsheet; what is internal only for readers of costs. */
export function useVersionDocuments(
  quote: QuoteDetail,
  version: QuoteVersionView | undefined,
  { build, exportTable }: Pick<ReturnType<typeof useBuildDocument>, 'build' | 'exportTable'>,
): MenuItem[] {
  const t = useText(quotesText);
  return useMemo(() => {
    const { id } = quote;
    const number = version?.version ?? quote.version;
    const make = (kind: Parameters<typeof build>[2]) => () =>
      void build(id, number, kind).then((made) => made && saveDocument(made.file, made.name));
    const table = (format: 'csv' | 'xlsx', withCost: boolean) => () => void exportTable(id, number, format, withCost);
    const released = version?.state === 'released';
    const accepted = (version?.accepted.length ?? 0) > 0;
    const acceptable =
      accepted || (version?.documents.some(({ final, kind }) => final && kind !== 'acceptance') ?? false);
    return [
      { id: 'document-quote', label: t('documents.quote'), run: make('quote') },
      {
        id: 'document-order-form',
        label: t('documents.order-form'),
        run: make('order-form'),
        unavailable: !released && t('documents.order-form.released'),
      },
      {
        id: 'document-acceptance',
        label: t(accepted ? 'documents.acceptance' : 'documents.acceptance.empty'),
        run: make('acceptance'),
        unavailable: !acceptable && t('documents.acceptance.needs'),
      },
      { id: 'table-csv', label: t('documents.csv'), section: t('documents.tables'), run: table('csv', false) },
      { id: 'table-xlsx', label: t('documents.xlsx'), run: table('xlsx', false) },
      ...(quote.seesCost
        ? [
            {
              id: 'document-approval-sheet',
              label: t('documents.approval-sheet'),
              section: t('documents.internal'),
              run: make('approval-sheet'),
            },
            { id: 'table-xlsx-cost', label: t('documents.xlsx.cost'), run: table('xlsx', true) },
          ]
        : []),
    ];
  }, [quote, version, build, exportTable, t]);
}

/** The button that opens what can be made of a version. */
export function VersionDocuments({ items, busy }: { items: readonly MenuItem[]; busy: boolean }) {
  const t = useText(quotesText);
  return (
    <ActionMenu
      trigger={
        <Button icon="download" busy={busy} aria-label={t('documents.menu')}>
          {t('documents.menu')}
        </Button>
      }
      items={items}
    />
  );
}
