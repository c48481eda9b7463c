import type { ReactNode } from 'react';
import styles from './layout.module.css';
import { Internal, useView } from './view';

export interface Stat {
  label: string;
  /** The figure, with its unit if the label does not carry it. */
  value: ReactNode;
  /** What it is measured against: "against 58.7 ms". */
  detail?: ReactNode;
  internal?: boolean;
}

/** A few figures that answer the screen's question, side by side. */
export function StatRow({ stats }: { stats: readonly Stat[] }) {
  const view = useView();
  return (
    <dl className={styles.stats}>
      {stats
        .filter((stat) => view === 'ours' || !stat.internal)
        .map((stat) => (
          <div key={stat.label} className={stat.internal ? styles.internal : undefined}>
            <dt>{stat.label}</dt>
            <dd className="figures">{stat.value}</dd>
            {stat.detail && <dd className={styles.statDetail}>{stat.detail}</dd>}
          </div>
        ))}
    </dl>
  );
}

export interface KeyValue {
  label: ReactNode;
  value: ReactNode;
  /** Tells rows apart where labels are no texts. */
  key?: string;
  internal?: boolean;
  /** Right-aligned with equal figures. */
  figure?: boolean;
}

/** Facts as a list: the label on the left, the value on the right or, with `stacked`, below. */
export function KeyValueList({
  items,
  stacked,
  ruled,
}: {
  items: readonly KeyValue[];
  stacked?: boolean;
  ruled?: boolean;
}) {
  const view = useView();
  const shown = items.filter((item) => view === 'ours' || !item.internal);
  return (
    <dl className={styles.keyValues} data-stacked={stacked || undefined} data-ruled={ruled || undefined}>
      {shown.map((item, index) => (
        <div key={item.key ?? (typeof item.label === 'string' ? item.label : index)}>
          <dt>{item.internal ? <Internal>{item.label}</Internal> : item.label}</dt>
          <dd className={item.figure ? 'figures' : undefined} data-figure={item.figure || undefined}>
            {item.internal ? <Internal>{item.value}</Internal> : item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The sums below a table: labels and right-aligned amounts, the last one large. */
export function Totals({
  items,
  total,
}: {
  items: readonly KeyValue[];
  total: { label: ReactNode; value: ReactNode };
}) {
  const view = useView();
  return (
    <dl className={styles.totals}>
      {items
        .filter((item) => view === 'ours' || !item.internal)
        .map((item, index) => (
          <div
            key={item.key ?? (typeof item.label === 'string' ? item.label : index)}
            className={item.internal ? styles.internal : undefined}
          >
            <dt>{item.label}</dt>
            <dd className="figures">{item.value}</dd>
          </div>
        ))}
      <div className={styles.total}>
        <dt>{total.label}</dt>
        <dd className="figures">{total.value}</dd>
      </div>
    </dl>
  );
}

/** A contender by name with its mark: filled for ours, hollow for theirs. */
export function Contender({ side, children }: { side: 'ours' | 'theirs'; children: ReactNode }) {
  return (
    <span className={styles.contender} data-side={side}>
      {children}
    </span>
  );
}
