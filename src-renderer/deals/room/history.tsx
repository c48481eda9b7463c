import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReceiptLine } from '../../../src-shared/receipts';
import { Loaded, useNow } from '../../app';
import { useDeskQueries } from '../../client';
import { ReceiptLineSentence, UndoDialog } from '../../receipts';
import { Button, Card, EmptyState, ReceiptList, TextLink, useText } from '../../ui';
import styles from '../deals.module.css';
import { dealsText } from '../text';

/** The receipts that touched the deal. */
export function HistoryTab({ deal }: { deal: string }) {
  return <RowHistory entity="deal" id={deal} />;
}

/** The receipts that touched one row, the newest first; each can be undone from here. */
export function RowHistory({ entity, id }: { entity: string; id: string }) {
  const t = useText(dealsText);
  const desk = useDeskQueries();
  const now = useNow();
  const [undoing, setUndoing] = useState<ReceiptLine | null>(null);
  const query = useQuery(
    desk.receipts.list.queryOptions({ input: { entity, id, limit: 100 }, meta: { entities: [entity, 'settlement'] } }),
  );
  return (
    <Loaded query={query}>
      {({ receipts }) => (
        <Card
          title={t('tab.history')}
          aside={<TextLink to={`/receipts?entity=${entity}&id=${id}`}>{t('history.all')}</TextLink>}
        >
          {receipts.length === 0 ? (
            <EmptyState>{t('history.none')}</EmptyState>
          ) : (
            <ReceiptList label={t('history.label')}>
              {receipts.map((line) => (
                <div key={line.hash} className={styles.historyRow}>
                  <ReceiptLineSentence line={line} links now={now} />
                  <Button size="small" kind="quiet" onClick={() => setUndoing(line)}>
                    {t('history.undo')}
                  </Button>
                </div>
              ))}
            </ReceiptList>
          )}
          <UndoDialog receipt={undoing} onClose={() => setUndoing(null)} />
        </Card>
      )}
    </Loaded>
  );
}
