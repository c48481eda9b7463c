import { type ReactNode, useCallback } from 'react';
import { useDesk } from '../client';
import { type Explanation, NOTHING, TraceableNumber, useFormat, useInspector, useText } from '../ui';
import { receiptsText } from './text';
import { valueText } from './values';

/** So many of the last writes are shown; the whole history is one link away. */
const SHOWN = 8;
/** Longer values do not fit beside the sentence. Characters. */
const BESIDE = 16;

/** Gives the explanation of a field's present value: every receipt that wrote it, oldest first. */
export function useExplainField(): (entity: string, id: string, field: string) => Promise<Explanation> {
  const desk = useDesk();
  const format = useFormat();
  const t = useText(receiptsText);
  return useCallback(
    async (entity, id, field) => {
      const { label, names, writes } = await desk.receipts.why({ entity, id, field });
      const last = writes.at(-1);
      return {
        value: valueText(last?.value, format, { names, field }) ?? NOTHING,
        title: t('why.title', { field: label }),
        steps: writes.slice(-SHOWN).map((write) => {
          const text = valueText(write.value, format, { names, field }) ?? NOTHING;
          const deed = `${write.actorName ?? t('erased')} ${write.deed}`;
          // A figure stands beside what was done; a sentence stands above it.
          const short = text.length <= BESIDE;
          return {
            label: short ? deed : text,
            result: short ? text : '',
            detail: [!short && deed, format.dateTime(write.at), write.reason].filter(Boolean).join(' · '),
            inputs: [{ label: format.digest(write.hash), value: '', to: `/receipts/${write.hash}` }],
          };
        }),
        note: writes.length === 0 ? t('why.nothing') : t('why.note', { count: writes.length }),
        sources: [{ label: t('detail.history'), to: `/receipts?entity=${entity}&id=${id}` }],
      };
    },
    [desk, format, t],
  );
}

/** `ask(entity, id, field, value)` opens the inspector with why that field is what it is. */
export function useAskWhy(): (entity: string, id: string, field: string, value: string) => void {
  const explain = useExplainField();
  return useCallback(
    (entity, id, field, value) => {
      const inspector = useInspector.getState();
      inspector.ask(`${entity}/${id}/${field}`, value, () => explain(entity, id, field));
      inspector.setOpen(true);
    },
    [explain],
  );
}

export interface WhyValueProps {
  entity: string;
  id: string;
  field: string;
  /** The value as it is shown. */
  value: string;
  children?: ReactNode;
}

/**
 * A stored value that can be asked why it is what it is: dotted underline; pointing at it shows the receipts that wrote it.
 *
 * @example <WhyValue entity="deal" id={deal.id} field="closes" value={format.date(deal.closes)} />
 */
export function WhyValue({ entity, id, field, value, children }: WhyValueProps) {
  const explain = useExplainField();
  return (
    <TraceableNumber value={value} explain={() => explain(entity, id, field)}>
      {children}
    </TraceableNumber>
  );
}
