import { useQuery } from '@tanstack/react-query';
import type { DealFilter, DealRow, Stage, SumView } from '../../src-shared/deals';
import { minorUnitDigits } from '../../src-shared/kernel/money';
import { Loaded } from '../app';
import { useDeskQueries } from '../client';
import { Board, decimalFromMinor, type Format, useFormat, useNavigation, useText } from '../ui';
import { Due } from './deal-table';
import styles from './deals.module.css';
import { MoveDeal, useMoveDeal } from './move-deal';
import { closesLate, DEAL_ENTITIES, dealPath, moneyText } from './shared';
import { dealsText } from './text';

/** So many cards a column; the header says how many there are. */
const SHOWN = 60;

/** Deals by their stage. A card is moved by dragging it, or with the keyboard. */
export function DealBoard({ filter }: { filter: DealFilter }) {
  const t = useText(dealsText);
  const format = useFormat();
  const { go } = useNavigation();
  const desk = useDeskQueries();
  const move = useMoveDeal();
  const query = useQuery(
    desk.deals.board.queryOptions({
      input: { ...filter, perColumn: SHOWN },
      meta: { entities: DEAL_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
  return (
    <>
      <MoveDeal move={move} />
      <Loaded query={query}>
        {({ columns }) => (
          <Board<DealRow>
            label={t('title')}
            columns={columns.map(({ stage, total, sums, rows }) => ({
              id: stage,
              title: t(`stage.${stage}`),
              aside: columnAside(total, rows.length, sums),
              cards: rows,
            }))}
            cardKey={(deal) => deal.id}
            cardName={(deal) => `${deal.title}, ${deal.accountName}`}
            onOpen={(deal) => go(dealPath(deal.id))}
            onMove={(deal, to) => move.begin(deal, to as Stage)}
            renderCard={(deal) => <DealCard deal={deal} />}
          />
        )}
      </Loaded>
    </>
  );

  function columnAside(total: number, shown: number, sums: readonly SumView[]) {
    if (shown < total) return t('board.more', { shown, total: format.number(total) });
    const [only, ...others] = sums;
    // Sums of several currencies have no room in a column; the list has them.
    return only && others.length === 0 ? wholeUnits(format, only) : null;
  }
}

/** A sum in whole units of its currency, for a place that has no room for more: `EUR 297,019`. */
function wholeUnits(format: Format, { total, currency }: SumView): string {
  return `${currency}\u00a0${format.number(decimalFromMinor(total, minorUnitDigits(currency)), { digits: 0 })}`;
}

function DealCard({ deal }: { deal: DealRow }) {
  const format = useFormat();
  return (
    <span className={styles.card}>
      <span className={styles.cardTitle}>{deal.title}</span>
      <span className="quiet">{deal.accountName}</span>
      <span className={styles.cardMeta}>
        <span className="figures">{moneyText(format, deal.valueMinor, deal.currency) ?? '–'}</span>
        {deal.expectedClose && <Due date={deal.expectedClose} late={closesLate(deal)} />}
      </span>
    </span>
  );
}
