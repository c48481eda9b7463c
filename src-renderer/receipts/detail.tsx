import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReceiptDetail } from '../../src-shared/receipts';
import { Loaded, usePlaces } from '../app';
import { useDeskQueries } from '../client';
import { Button, DetailHeader, DetailPane, Said, TextLink, useFormat, useText } from '../ui';
import { ChangeList } from './changes';
import { Contested } from './contested';
import { DecisionSection } from './decision';
import { Seal } from './seal';
import { ReceiptChips } from './sentence';
import { receiptsText } from './text';
import { UndoDialog } from './undo-dialog';

/** One receipt whole: the sentence, what changed, who decided, and how it is sealed. */
export function ReceiptDetailPane({ hash }: { hash: string }) {
  const detail = useQuery(useDeskQueries().receipts.get.queryOptions({ input: { hash }, meta: { sync: true } }));
  return (
    <DetailPane>
      <Loaded query={detail}>{(receipt) => <Detail receipt={receipt} />}</Loaded>
    </DetailPane>
  );
}

function Detail({ receipt }: { receipt: ReceiptDetail }) {
  const t = useText(receiptsText);
  const format = useFormat();
  const places = usePlaces();
  const [undoing, setUndoing] = useState(false);
  const { subject } = receipt;
  const to = subject && places(subject.entity, subject.id);
  const counts = receipt.server !== 'refused' && receipt.server !== 'discarded';
  return (
    <>
      <DetailHeader
        title={
          <>
            {receipt.actorName ?? t('erased')} {receipt.deed}
            {subject && (
              <>
                {' · '}
                {to ? <TextLink to={to}>{subject.title}</TextLink> : subject.title}
              </>
            )}
          </>
        }
        action={
          <Button
            icon="undo"
            unavailable={counts ? receipt.undoable : t('server.undo')}
            onClick={() => setUndoing(true)}
          >
            {t('undo.act')}
          </Button>
        }
      >
        <time className="figures" dateTime={new Date(receipt.at).toISOString()}>
          {format.dateTime(receipt.at)}
        </time>
        <ReceiptChips line={receipt} />
        {receipt.server === 'refused' && <TextLink to={`/attention/${receipt.hash}`}>{t('server.open')}</TextLink>}
      </DetailHeader>
      {receipt.reason && <Said>{receipt.reason}</Said>}
      {receipt.contested !== 'no' && <Contested receipt={receipt} />}
      <ChangeList changes={receipt.changes} names={receipt.names} {...(!counts && { title: t('server.changes') })} />
      <DecisionSection receipt={receipt} />
      <Seal receipt={receipt} />
      <UndoDialog receipt={undoing ? receipt : null} onClose={() => setUndoing(false)} />
    </>
  );
}
