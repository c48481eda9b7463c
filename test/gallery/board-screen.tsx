import { useState } from 'react';
import { Board, Button, Chip, Meter, Page, PageHeader, useFormat } from '../../src-renderer/ui';
import { type Deal, dealStages, deals } from './sample';

const seen = [3, 2, 4, 2, 0, 3];

export function BoardScreen() {
  const format = useFormat();
  const [cards, setCards] = useState(() =>
    dealStages.flatMap((stage, index) => deals.filter((deal) => deal.stage === stage).slice(0, seen[index])),
  );
  return (
    <Page fill>
      <PageHeader title="Deals" actions={<Button kind="primary">New deal</Button>} />
      <Board<Deal>
        label="Deals by stage"
        columns={dealStages.map((stage) => ({
          id: stage,
          title: stage,
          aside: 'USD 412,300',
          cards: cards.filter((deal) => deal.stage === stage),
        }))}
        cardKey={(deal) => deal.id}
        cardName={(deal) => deal.account}
        onOpen={() => {}}
        onMove={(deal, to) =>
          setCards((all) => all.map((one) => (one === deal ? { ...one, stage: to as Deal['stage'] } : one)))
        }
        renderCard={(deal) => (
          <>
            <b>{deal.account}</b>
            <span className="figures">{format.money(deal.amount, 'USD')}</span>
            <Meter
              label="Turnaround"
              compact
              limit={86_400_000}
              parts={[{ label: 'all', spent: deal.spent, tone: 'accent' }]}
            />
            <span>
              <Chip size="small">{deal.owner}</Chip>
            </span>
          </>
        )}
      />
    </Page>
  );
}
