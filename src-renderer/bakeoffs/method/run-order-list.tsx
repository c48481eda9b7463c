import type { SideName } from '../../../src-shared/bakeoffs';
import { Contender, useText } from '../../ui';
import { bakeoffsText } from '../text';
import styles from './method.module.css';

/** Runs in the order in which they are to be made. */
export function RunOrderList({ order, first }: { order: readonly SideName[]; first: number }) {
  const t = useText(bakeoffsText);
  return (
    <ol className={styles.order} aria-label={t('plan.order')}>
      {order.map((side, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places in an order have no identity but their number
        <li key={index}>
          <span className="figures">{first + index}</span> <Contender side={side}>{t(side)}</Contender>
        </li>
      ))}
    </ol>
  );
}
