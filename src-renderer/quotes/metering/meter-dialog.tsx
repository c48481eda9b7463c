import { useEffect, useMemo, useState } from 'react';
import { skuRow } from '../../../src-shared/pricing';
import {
  type MeterOrder,
  meterOf,
  pricingTerms,
  type QuoteDetail,
  type QuoteLineView,
} from '../../../src-shared/quotes';
import type { QuantitySource } from '../../../src-shared/usage';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Form, Segment, useFormat, useText } from '../../ui';
import { BakeoffFields, type BakeoffForm, bakeoffForm, bakeoffSource } from './bakeoff-fields';
import { ForecastFields, type ForecastForm, forecastForm, forecastSource } from './forecast-fields';
import { MeterPreview, metered } from './meter-preview';
import { meteringText } from './text';
import { UsageFields, type UsageForm, usageForm, usageSource } from './usage-fields';

const kinds = ['typed', 'forecast', 'usage', 'bakeoff'] as const;
type Kind = (typeof kinds)[number];

export interface MeterDialogProps {
  quote: QuoteDetail;
  line: QuoteLineView;
  name: string;
  onClose(): void;
}

/** Where the quantity of a metered line comes from: chosen, edited, and seen month by month before it is taken. */
export function MeterDialog({ quote, line, name, onClose }: MeterDialogProps) {
  const t = useText(meteringText);
  const format = useFormat();
  const desk = useDesk();
  const was = line.quantityFrom;
  const meter = useMemo(() => meterOf(quote.content, quote, line), [quote, line]);
  const sku = skuRow(quote.content, line.sku, pricingTerms(quote));
  const period = sku?.billingPeriod ?? 'month';
  const [kind, setKind] = useState<Kind>(was?.kind ?? 'forecast');
  const [forecast, setForecast] = useState<ForecastForm>(() => forecastForm(was, meter.unit, meter.firstMonth));
  const [usage, setUsage] = useState<UsageForm>(() => usageForm(was, meter.unit));
  const [bakeoff, setBakeoff] = useState<BakeoffForm>(() => bakeoffForm(was));
  const run = useCommand((call: { input: MeterOrder }) => desk.quotes.meterLine({ line: line.id, order: call.input }));
  const { forget } = run;
  // What went wrong with one source says nothing about another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the choice that makes it old
  useEffect(() => forget(), [kind, forget]);
  const chosen = useMemo((): { source: QuantitySource | null; order: MeterOrder } | null => {
    if (kind === 'typed') return { source: null, order: { kind: 'typed' } };
    if (kind === 'usage') return usageSource(usage, was);
    if (kind === 'bakeoff') return bakeoffSource(bakeoff);
    const source = forecastSource(forecast);
    return source && { source, order: source };
  }, [kind, usage, bakeoff, forecast, was]);
  const preview = useMemo(() => chosen?.source && metered(chosen.source, meter), [chosen, meter]);
  const ready = chosen !== null && !preview?.problem;
  const save = async () => {
    if (ready && (await run.run(chosen.order))) onClose();
  };
  const again = async () => {
    if (await run.run({ kind: 'again' })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('title', { item: name })}
      actions={
        <>
          {line.sourceChanged && (
            <Button busy={run.busy} onClick={() => void again()}>
              {t('again')}
            </Button>
          )}
          <Button
            kind="primary"
            busy={run.busy}
            unavailable={!ready && (preview?.problem?.message ?? t('unfinished'))}
            onClick={() => void save()}
          >
            {t(kind === 'typed' ? 'save.typed' : 'save')}
          </Button>
        </>
      }
    >
      <Form onSubmit={() => void save()}>
        {line.sourceChanged && <p role="status">{t('changed', { why: line.sourceChanged })}</p>}
        <div>
          <Segment
            label={t('kind')}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
        </div>
        {kind === 'typed' && <p>{t('typed', { quantity: format.number(line.quantity), unit: meter.unit })}</p>}
        {kind === 'forecast' && (
          <ForecastFields
            form={forecast}
            recurring={meter.periodMonths > 0}
            onChange={(part) => setForecast((before) => ({ ...before, ...part }))}
          />
        )}
        {kind === 'usage' && (
          <UsageFields form={usage} was={was} onChange={(part) => setUsage((before) => ({ ...before, ...part }))} />
        )}
        {kind === 'bakeoff' && (
          <BakeoffFields
            quote={quote.id}
            form={bakeoff}
            onChange={(part) => setBakeoff((before) => ({ ...before, ...part }))}
          />
        )}
        {preview && <MeterPreview metered={preview} meter={meter} period={period} />}
      </Form>
      <CommandProblem command={run} />
    </Dialog>
  );
}
