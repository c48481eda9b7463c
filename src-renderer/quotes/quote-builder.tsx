import { useMemo, useState } from 'react';
import { skuRow } from '../../src-shared/pricing';
import { isMetered, positionsBetween, type QuoteDetail, type QuoteLineView } from '../../src-shared/quotes';
import { CommandProblem, useCommand, useHasRole, useNow } from '../app';
import { DealProof } from '../bakeoffs';
import { ClaimsOfDeal } from '../claims';
import { useDesk } from '../client';
import { UndoDialog } from '../receipts';
import {
  ActionMenu,
  Button,
  EmptyState,
  IconButton,
  Inspector,
  Page,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { AddLine } from './add-line';
import { UpliftPanel } from './agreements/uplift-panel';
import { AlternativesDialog } from './alternatives-dialog';
import { AlternativesPanel } from './alternatives-panel';
import { Guardrails } from './guardrails';
import { LineDetails } from './line-details';
import { useLineEdits } from './line-edits';
import { LinePrice } from './line-price';
import { type LineActions, LinesTable } from './lines-table';
import { draftInput, useLiveQuote } from './live-quote';
import { MeterDialog } from './metering/meter-dialog';
import { type PastedRow, readPasted } from './paste';
import { PasteDialog } from './paste-dialog';
import { QuoteHeader } from './quote-header';
import { QuoteProblems } from './quote-problems';
import styles from './quotes.module.css';
import { RepriceDialog } from './reprice-dialog';
import { SaveTemplateDialog } from './save-template-dialog';
import { SubmitDialog } from './submit-dialog';
import { TermsDialog } from './terms-dialog';
import { quotesText } from './text';
import { QuoteTotals } from './totals';
import { CustomerWait } from './turnaround/customer-wait';
import { useUndoLast } from './undo-last';
import { VersionsPanel } from './versions-panel';
import { WishedBar } from './wished-bar';

/** The draft of a quote: lines edited in place, totals and guardrails that follow each keystroke. */
export function QuoteBuilder({ quote, asked }: { quote: QuoteDetail; asked: number }) {
  const t = useText(quotesText);
  const format = useFormat();
  const desk = useDesk();
  const may = useHasRole('rep', 'admin');
  const edits = useLineEdits(quote);
  const live = useLiveQuote(quote, edits.edits);
  const add = useCommand(desk.quotes.addLines);
  const change = useCommand(desk.quotes.reviseLine);
  const remove = useCommand(desk.quotes.removeLines);
  const archive = useCommand(desk.quotes.archive);
  const propose = useCommand(desk.quotes.edit);
  const clone = useCommand(desk.quotes.clone);
  const { go } = useNavigation();
  const cloneQuote = async () => {
    const done = await clone.run({ quote: quote.id });
    if (done?.result) go(`/quotes/${done.result.id}`);
  };
  const undo = useUndoLast();
  const [details, setDetails] = useState<QuoteLineView | null>(null);
  const [price, setPrice] = useState<QuoteLineView | null>(null);
  const [metered, setMetered] = useState<string | null>(null);
  const meteredLine = quote.lines.find(({ id }) => id === metered);
  const [pasted, setPasted] = useState<PastedRow[] | null>(null);
  const [dialog, setDialog] = useState<'submit' | 'terms' | 'alternatives' | 'reprice' | 'template' | null>(null);
  const nameOf = ({ sku }: QuoteLineView) => {
    const { skus, bundles } = quote.content;
    return [...skus, ...(bundles ?? [])].find(({ code }) => code === sku)?.name ?? sku;
  };

  const addSku = (sku: string) => void add.run({ quote: quote.id, lines: [{ sku, quantity: '1' }] });
  const paste = (cells: string[][]) => setPasted(readPasted(cells, quote.content, format, t));
  const addPasted = async (rows: readonly PastedRow[]) => {
    const lines = rows.flatMap(({ line }) => {
      if (!line) return [];
      const { name: _name, ...own } = line;
      return [own];
    });
    if (await add.run({ quote: quote.id, lines })) setPasted(null);
  };
  const { run: changeLine } = change;
  const { run: removeLines } = remove;
  const actions = useMemo(
    (): LineActions => ({
      details: setDetails,
      price: setPrice,
      meter: ({ id }) => setMetered(id),
      optional: (line) => void changeLine({ line: line.id, fields: { optional: !line.optional } }),
      move: (line, by) => {
        const at = quote.lines.findIndex(({ id }) => id === line.id);
        const [before, after] = by < 0 ? [at - 2, at - 1] : [at + 1, at + 2];
        if (at + by < 0 || at + by >= quote.lines.length) return;
        const [position] = positionsBetween(
          quote.lines[before]?.position ?? null,
          quote.lines[after]?.position ?? null,
          1,
        );
        if (position) void changeLine({ line: line.id, fields: { position } });
      },
      remove: (line) =>
        void removeLines({ lines: [line.id] }).then((done) => done?.receipt && undo.offer(line.sku, done.receipt)),
    }),
    [changeLine, removeLines, quote.lines, undo.offer],
  );
  const editing = useMemo(() => (may ? { edits, actions } : undefined), [may, edits, actions]);
  const notRep = !may && t('act.not-rep');
  useActions(
    useMemo(
      () => [
        {
          id: 'submit-quote',
          label: t('act.submit'),
          shortcut: 'Mod Enter',
          unavailable: notRep,
          run: () => setDialog('submit'),
        },
        {
          id: 'quote-alternatives',
          label: t('alternatives.edit'),
          unavailable: notRep,
          run: () => setDialog('alternatives'),
        },
        { id: 'quote-reprice', label: t('reprice.menu'), unavailable: notRep, run: () => setDialog('reprice') },
        { id: 'quote-terms', label: t('terms.title'), unavailable: notRep, run: () => setDialog('terms') },
      ],
      [t, notRep],
    ),
  );
  const modelPath = `/pricing/${quote.model}`;
  return (
    <Page fill>
      <QuoteHeader
        quote={quote}
        asked={asked}
        onTerms={may ? () => setDialog('terms') : undefined}
        actions={
          <>
            <Button kind="primary" unavailable={notRep} onClick={() => setDialog('submit')}>
              {t('act.submit')}
            </Button>
            {may && (
              <ActionMenu
                trigger={<IconButton icon="more" label={t('act.more')} />}
                items={[
                  { id: 'alternatives', label: t('alternatives.edit'), run: () => setDialog('alternatives') },
                  { id: 'reprice', label: t('reprice.menu'), run: () => setDialog('reprice') },
                  { id: 'clone', label: t('clone.menu'), section: true, run: () => void cloneQuote() },
                  { id: 'template', label: t('template.menu'), run: () => setDialog('template') },
                  {
                    id: 'archive',
                    label: t('act.archive'),
                    run: () => void archive.run({ quote: quote.id }),
                    section: true,
                  },
                ]}
              />
            )}
          </>
        }
      />
      <UnfinishedEdit edits={edits} />
      <WishedBar edits={edits} currency={quote.currency} />
      <CommandProblem command={edits.revise} title={t('crash')} />
      <CommandProblem command={add} title={t('crash')} />
      <CommandProblem command={change} title={t('crash')} />
      <CommandProblem command={remove} title={t('crash')} />
      <CommandProblem command={archive} />
      <CommandProblem command={clone} />
      <CommandProblem command={propose} title={t('crash')} />
      {undo.offered && (
        <div className={styles.bar} role="status">
          <span>{t('line.removed', { item: undo.offered.what })}</span>
          <Button size="small" icon="undo" onClick={undo.ask}>
            {t('undo')}
          </Button>
        </div>
      )}
      <LinesTable
        live={live}
        modelPath={modelPath}
        receipt={null}
        editing={editing}
        fill
        onPasteRows={may ? paste : undefined}
        empty={<EmptyState>{t('empty.lines')}</EmptyState>}
        append={may && <AddLine model={quote.content} busy={add.busy} onAdd={addSku} onPasteRows={paste} />}
        footer={<QuoteTotals live={live} modelPath={modelPath} receipt={null} />}
      />
      <Inspector>
        <AlternativesPanel
          live={live}
          onPropose={may ? (alternative) => void propose.run({ quote: quote.id, fields: { alternative } }) : undefined}
        />
        {quote.renews && <UpliftPanel quote={quote.id} live={live} />}
        <QuoteProblems live={live} />
        <Guardrails live={live} onTake={may ? (line, edit) => void edits.keep(line, edit) : undefined} />
        <CustomerWait quote={quote} />
        <DealProof deal={quote.deal} />
        <ClaimsOfDeal deal={quote.deal} />
        <VersionsPanel quote={quote} />
      </Inspector>
      <LineDetails
        line={details}
        name={details ? nameOf(details) : ''}
        model={quote.content}
        alternatives={quote.alternatives}
        onMeter={
          details && isMetered(skuRow(quote.content, details.sku, draftInput(quote, [])))
            ? () => {
                setMetered(details.id);
                setDetails(null);
              }
            : undefined
        }
        onClose={() => setDetails(null)}
      />
      {meteredLine && (
        <MeterDialog
          key={meteredLine.id}
          quote={quote}
          line={meteredLine}
          name={nameOf(meteredLine)}
          onClose={() => setMetered(null)}
        />
      )}
      <LinePrice
        line={price}
        name={price ? nameOf(price) : ''}
        currency={quote.currency}
        termMonths={quote.termMonths}
        recurring={quote.content.skus.find(({ code }) => code === price?.sku)?.billingPeriod !== 'one-time'}
        onClose={() => setPrice(null)}
      />
      <PasteDialog
        rows={pasted}
        busy={add.busy}
        onClose={() => setPasted(null)}
        onAdd={(rows) => void addPasted(rows)}
      />
      <AlternativesDialog quote={quote} open={dialog === 'alternatives'} onClose={() => setDialog(null)} />
      <SaveTemplateDialog quote={quote} open={dialog === 'template'} onClose={() => setDialog(null)} />
      <RepriceDialog quote={quote} open={dialog === 'reprice'} onClose={() => setDialog(null)} />
      <TermsDialog quote={quote} open={dialog === 'terms'} onClose={() => setDialog(null)} />
      <SubmitDialog quote={quote} live={live} open={dialog === 'submit'} onClose={() => setDialog(null)} />
      <UndoDialog receipt={undo.receipt} onClose={undo.close} />
    </Page>
  );
}

/** An edit that was begun earlier and never finished: kept or given up, never lost or saved unasked. */
function UnfinishedEdit({ edits }: { edits: ReturnType<typeof useLineEdits> }) {
  const t = useText(quotesText);
  const format = useFormat();
  const now = useNow();
  if (!edits.dirty || edits.found === null) return null;
  return (
    <div className={styles.bar} role="status">
      <span>{t('drafts.found', { when: format.when(edits.found, now) })}</span>
      <Button size="small" onClick={edits.drop}>
        {t('drafts.drop')}
      </Button>
      <Button size="small" kind="primary" onClick={() => void edits.keepAll()}>
        {t('drafts.keep')}
      </Button>
    </div>
  );
}
