import { useEffect, useMemo, useState } from 'react';
import { type ApprovalHint, approvalHints } from '../../src-shared/pricing';
import { Button, Stack, useFormat, useText } from '../ui';
import type { LineEdit, LiveQuote } from './live-quote';
import styles from './quotes.module.css';
import { quotesText } from './text';

/** Milliseconds without a change after which somebody who types has come to rest. */
const REST = 300;

/** A value once it has not changed for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** Takes a hint: what the line then says. */
export type TakeHint = (line: string, edit: LineEdit) => void;

/**
 * What would spare the quote a further approval: the largest discount within floor and limit, the smallest quantity that reaches it.
 * It follows once typing rests, since it prices the quote many times.
 */
export function ApprovalHints({ live, onTake }: { live: LiveQuote; onTake?: TakeHint }) {
  const t = useText(quotesText);
  const format = useFormat();
  const { model, input, priced } = useRested(live);
  const hints = useMemo(() => approvalHints(model, input, priced), [model, input, priced]);
  if (hints.length === 0) return null;
  const percent = (basisPoints: number) => format.percent(basisPoints);
  const discount = ({ line, name, discountBasisPoints }: ApprovalHint) => {
    if (discountBasisPoints === null) return t('hint.discount.none', { item: name });
    const what = percent(discountBasisPoints);
    return (
      <>
        <span>{t('hint.discount', { item: name, percent: what })}</span>
        {onTake && (
          <Button
            size="small"
            kind="quiet"
            onClick={() => onTake(line, { discountBasisPoints, unitPriceOverride: null, discountAmount: null })}
          >
            {t('hint.take', { what })}
          </Button>
        )}
      </>
    );
  };
  const quantity = ({ line, name, quantity: least }: ApprovalHint) => {
    if (least === null) return null;
    const what = format.number(least);
    return (
      <li className={styles.hint}>
        <span>{t('hint.quantity', { item: name, quantity: what })}</span>
        {onTake && (
          <Button size="small" kind="quiet" onClick={() => onTake(line, { quantity: least })}>
            {t('hint.take', { what })}
          </Button>
        )}
      </li>
    );
  };
  return (
    <Stack gap={1}>
      <b>{t('hint.title')}</b>
      <ul className={styles.hints}>
        {hints.map((hint) => (
          <li key={hint.line}>
            <ul>
              <li className={styles.hint}>{discount(hint)}</li>
              {quantity(hint)}
            </ul>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
