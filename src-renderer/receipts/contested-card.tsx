import { useQuery } from '@tanstack/react-query';
import { useNow } from '../app';
import { useDeskQueries } from '../client';
import { Card, ReceiptList, TextLink, useText } from '../ui';
import { ReceiptLineSentence } from './sentence';
import { receiptsText } from './text';

/** So many are shown; all of them are one link away. */
const SHOWN = 4;

/** Facts that are contested and not settled yet, for Today. */
export function ContestedCard() {
  const t = useText(receiptsText);
  const now = useNow();
  const { data } = useQuery(useDeskQueries().receipts.list.queryOptions({ input: { contested: true, limit: 100 } }));
  const open = data?.receipts.filter(({ contested }) => contested === 'open') ?? [];
  if (open.length === 0) return null;
  return (
    <Card title={t('card.contested')} aside={<TextLink to="/receipts?contested=1">{t('card.contested.all')}</TextLink>}>
      <ReceiptList label={t('card.contested')}>
        {open.slice(0, SHOWN).map((line) => (
          <ReceiptLineSentence key={line.hash} line={line} links now={now} />
        ))}
      </ReceiptList>
    </Card>
  );
}
