import { Button, ErrorSurface, useFormat, useText } from '../ui';
import type { LineEditing } from './line-edits';
import styles from './quotes.module.css';
import { quotesText } from './text';

/** What became of a typed amount or margin that nothing comes to exactly; stays until it is dealt with. */
export function WishedBar({ edits, currency }: { edits: LineEditing; currency: string }) {
  const t = useText(quotesText);
  const format = useFormat();
  const { wished, dismissWish } = edits;
  if (!wished) return null;
  if (wished.problem) return <ErrorSurface error={wished.problem} title={t('wish.failed')} onDismiss={dismissWish} />;
  const { wanted } = wished;
  const leftOver = wished.leftOver ?? 0;
  const said =
    wanted.figure === 'amount'
      ? t(leftOver < 0 ? 'wish.amount.below' : 'wish.amount', {
          wanted: `${currency} ${format.minor(wanted.minor, currency)}`,
          left: format.minor(Math.abs(leftOver), currency),
        })
      : t('wish.margin', { wanted: format.percent(wanted.basisPoints), left: format.percent(leftOver) });
  return (
    <div className={styles.bar} role="status">
      <span>{said}</span>
      <Button size="small" onClick={dismissWish}>
        {t('wish.dismiss')}
      </Button>
    </div>
  );
}
