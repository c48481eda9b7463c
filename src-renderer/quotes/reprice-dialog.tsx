import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { createQuotePricer } from '../../src-shared/pricing';
import { compareQuotes, type QuoteDetail } from '../../src-shared/quotes';
import { CommandProblem, useCommand } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, Dialog, SelectField, Stack, useText } from '../ui';
import { ComparisonView } from './comparison-view';
import { draftInput } from './live-quote';
import { quotesText } from './text';

/** Puts the draft on another version of a pricing model, once what that changes was shown. */
export function RepriceDialog({ quote, open, onClose }: { quote: QuoteDetail; open: boolean; onClose(): void }) {
  const t = useText(quotesText);
  const queries = useDeskQueries();
  const edit = useCommand(useDesk().quotes.edit);
  const [chosen, setChosen] = useState<string | null>(null);
  const codes = useMemo(() => [...new Set(quote.lines.map(({ sku }) => sku))], [quote.lines]);
  const models = useQuery(
    queries.pricing.list.queryOptions({
      input: { codes },
      enabled: open,
      meta: { entities: ['pricingModelVersion', 'seat'] },
    }),
  );
  const offered = models.data?.filter(({ status, version }) => status === 'published' && version !== quote.model) ?? [];
  const model = useQuery(
    queries.pricing.get.queryOptions({
      input: { version: chosen ?? '' },
      enabled: open && chosen !== null,
      meta: { entities: ['pricingModelVersion', 'seat'] },
    }),
  );
  const content = chosen === null ? undefined : model.data?.content;
  const comparison = useMemo(() => {
    if (!content) return null;
    const input = draftInput(quote, quote.lines);
    const price = (on: typeof content) => createQuotePricer(on).price(input, { role: quote.role });
    return compareQuotes({ input, priced: price(quote.content) }, { input, priced: price(content) });
  }, [content, quote]);
  const close = () => {
    setChosen(null);
    edit.forget();
    onClose();
  };
  const act = async () => {
    if (chosen && (await edit.run({ quote: quote.id, fields: { model: chosen } }))) close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      size="large"
      title={t('reprice.title', { number: quote.number })}
      actions={
        <Button kind="primary" busy={edit.busy} unavailable={!comparison && t('reprice.choose')} onClick={act}>
          {t('reprice.apply')}
        </Button>
      }
    >
      <Stack gap={3}>
        <SelectField
          label={t('form.model')}
          hint={models.data && offered.length === 0 ? t('reprice.none') : t('reprice.about')}
          options={offered.map(({ version, name, label, currency, has }) => {
            const named = { name, label, currency, count: has ?? 0, all: codes.length };
            if (codes.length === 0 || has === codes.length) {
              return { value: version, label: t('reprice.option', named) };
            }
            // A model that sells none of it would leave nothing priced.
            return has === 0
              ? { value: version, label: t('reprice.option.none', named), disabled: true }
              : { value: version, label: t('reprice.option.some', named) };
          })}
          value={chosen}
          onChange={setChosen}
        />
        {comparison && <ComparisonView comparison={comparison} currency={quote.currency} short />}
      </Stack>
      <CommandProblem command={edit} />
    </Dialog>
  );
}
