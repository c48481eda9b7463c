import { Loaded } from '../app';
import { OfflineFiles } from '../sync';
import { Button, Card, EmptyState, Stack, useText } from '../ui';
import { DocumentTable } from './document-table';
import { useDocuments } from './queries';
import { HandedOverCard } from './share/handed-over';
import { CompositionTable } from './studio/compositions-screen';
import { OutdatedCard } from './studio/outdated';
import { useCompositions } from './studio/queries';
import { documentsText } from './text';

/** Everything on paper of a deal, in its room: what is out of date, what is being put together, what was made. */
export function DealDocuments({ deal }: { deal: string }) {
  const t = useText(documentsText);
  const { data: compositions = [] } = useCompositions(deal);
  const begin = (
    <Button size="small" icon="plus" to={`/documents/studio?new=${deal}`}>
      {t('deal.compose')}
    </Button>
  );
  return (
    <Stack gap={4}>
      <OfflineFiles deal={deal} />
      <Loaded query={useDocuments({ deal })}>
        {(documents) =>
          documents.length === 0 && compositions.length === 0 ? (
            <EmptyState action={begin}>{t('empty.deal')}</EmptyState>
          ) : (
            <Stack gap={4}>
              <OutdatedCard deal={deal} />
              {compositions.length > 0 && (
                <Card title={t('deal.compositions')} aside={begin} flush>
                  <CompositionTable compositions={compositions} ofDeal plain empty={null} />
                </Card>
              )}
              <Card title={t('deal.made')} aside={compositions.length === 0 && begin} flush>
                <DocumentTable documents={documents} within plain empty={<EmptyState>{t('empty.deal')}</EmptyState>} />
              </Card>
              <HandedOverCard deal={deal} />
            </Stack>
          )
        }
      </Loaded>
    </Stack>
  );
}
