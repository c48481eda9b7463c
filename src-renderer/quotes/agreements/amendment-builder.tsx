import { useCallback, useMemo, useState } from 'react';
import { type AmendmentChange, type AmendmentView, amendedLines, type QuoteDetail } from '../../../src-shared/quotes';
import { CommandProblem, useCommand, useHasRole } from '../../app';
import { useDesk } from '../../client';
import {
  ActionMenu,
  Button,
  DateField,
  EmptyState,
  IconButton,
  Inspector,
  NumberCell,
  Page,
  Toolbar,
  useActions,
  useFormat,
  useText,
} from '../../ui';
import { AddLine } from '../add-line';
import { Guardrails } from '../guardrails';
import { useLiveQuote } from '../live-quote';
import { type PastedRow, readPasted } from '../paste';
import { PasteDialog } from '../paste-dialog';
import { QuoteHeader } from '../quote-header';
import { QuoteProblems } from '../quote-problems';
import styles from '../quotes.module.css';
import { SubmitDialog } from '../submit-dialog';
import { quotesText } from '../text';
import { CustomerWait } from '../turnaround/customer-wait';
import { VersionsPanel } from '../versions-panel';
import { AgreementPanel } from './agreement-panel';
import { type AmendedRow, AmendedTable } from './amended-table';
import { amendmentRows, withoutRow, withQuantity, withRemoved, withSwapped } from './amendment-edits';
import { SwapDialog } from './swap-dialog';
import { agreementText } from './text';

const NO_EDITS = {};

/** The draft of an amendment: what is in force, what there will be, and what the difference costs until the end. */
export function AmendmentBuilder({
  quote,
  amendment,
  asked,
}: {
  quote: QuoteDetail;
  amendment: AmendmentView;
  asked: number;
}) {
  const t = useText(agreementText);
  const format = useFormat();
  const desk = useDesk();
  const may = useHasRole('rep', 'admin');
  const live = useLiveQuote(quote, NO_EDITS);
  const edit = useCommand(desk.quotes.edit);
  const archive = useCommand(desk.quotes.archive);
  const words = useText(quotesText);
  const [pasted, setPasted] = useState<PastedRow[] | null>(null);
  const [submitting, setSubmitting] = useState(false);
  const [swapped, setSwapped] = useState<string | null>(null);
  const { changes, effectiveOn } = amendment;
  const { run } = edit;
  const change = useCallback(
    (next: AmendmentChange[], on = effectiveOn) =>
      run({ quote: quote.id, fields: { amendment: { effectiveOn: on, changes: next } } }),
    [run, quote.id, effectiveOn],
  );
  const addPasted = async (found: readonly PastedRow[]) => {
    const added = found.flatMap(({ line }): AmendmentChange[] =>
      line ? [{ kind: 'add', sku: line.sku, quantity: line.quantity }] : [],
    );
    if (await change([...changes, ...added])) setPasted(null);
  };
  const edits = useMemo(() => amendmentRows(amendment.lines, changes), [amendment.lines, changes]);
  const rows = useMemo(() => rowsOf(quote, amendment, live), [quote, amendment, live]);
  const editOf = useCallback((id: string) => edits.find((own) => own.id === id), [edits]);
  const afterCell = useCallback(
    (row: AmendedRow) => {
      const own = editOf(row.id);
      if (!may || !own) return undefined;
      return (
        <NumberCell
          label={t('edit.after', { item: row.name })}
          value={own.after ?? '0'}
          min="0"
          onChange={() => undefined}
          onCommit={(value) => void change(withQuantity(changes, own, value ?? '0'))}
        />
      );
    },
    [editOf, may, t, change, changes],
  );
  const rowActions = useCallback(
    (row: AmendedRow) => {
      const own = editOf(row.id);
      if (!own) return null;
      return (
        <ActionMenu
          trigger={<IconButton icon="more" size="small" label={t('row.actions', { item: row.name })} />}
          items={[
            ...(own.before === null ? [] : [{ id: 'swap', label: t('row.swap'), run: () => setSwapped(own.id) }]),
            { id: 'remove', label: t('row.remove'), run: () => void change(withRemoved(changes, own)) },
            { id: 'back', label: t('row.back'), run: () => void change(withoutRow(changes, own)) },
          ]}
        />
      );
    },
    [editOf, t, change, changes],
  );
  const notRep = !may && t('not-rep');
  const stale = amendment.stale === null ? false : t('stale', { why: amendment.stale });
  const unready = notRep || stale;
  useActions(
    useMemo(
      () => [
        {
          id: 'submit-quote',
          label: t('submit'),
          shortcut: 'Mod Enter',
          unavailable: unready,
          run: () => setSubmitting(true),
        },
      ],
      [t, unready],
    ),
  );
  const swapping = swapped === null ? undefined : editOf(swapped);
  return (
    <Page fill>
      <QuoteHeader
        quote={quote}
        asked={asked}
        actions={
          <>
            <Button kind="primary" unavailable={unready} onClick={() => setSubmitting(true)}>
              {t('submit')}
            </Button>
            {may && (
              <ActionMenu
                trigger={<IconButton icon="more" label={t('more')} />}
                items={[{ id: 'archive', label: t('archive'), run: () => void archive.run({ quote: quote.id }) }]}
              />
            )}
          </>
        }
      />
      <Toolbar label={t('amend.on')}>
        <DateField
          label={t('amend.on')}
          value={effectiveOn}
          onChange={(day) => may && day && day !== effectiveOn && void change([...changes], day)}
        />
        <span className="quiet">
          {t('sentence', {
            number: amendment.number,
            from: format.date(effectiveOn),
            until: format.date(amendment.untilDate),
          })}
        </span>
      </Toolbar>
      {amendment.stale !== null && (
        <div className={styles.bar} role="status">
          <span>{t('stale', { why: amendment.stale })}</span>
          <Button
            size="small"
            kind="primary"
            busy={edit.busy}
            unavailable={notRep}
            onClick={() => void change([...changes])}
          >
            {t('stale.act')}
          </Button>
        </div>
      )}
      {amendment.problem && (
        <p className={styles.problem} role="status">
          {[amendment.problem.message, amendment.problem.hint].filter(Boolean).join('. ')}
        </p>
      )}
      <CommandProblem command={edit} title={t('failed')} />
      <CommandProblem command={archive} />
      <AmendedTable
        live={live}
        modelPath={`/pricing/${quote.model}`}
        receipt={null}
        rows={rows}
        {...(may && { afterCell, rowActions })}
        empty={<EmptyState>{t('add.empty')}</EmptyState>}
        append={
          may && (
            <AddLine
              model={quote.content}
              busy={edit.busy}
              onAdd={(sku) => void change([...changes, { kind: 'add', sku, quantity: '1' }])}
              onPasteRows={(cells) => setPasted(readPasted(cells, quote.content, format, words))}
            />
          )
        }
      />
      <Inspector>
        <QuoteProblems live={live} />
        <Guardrails live={live} />
        <AgreementPanel quote={amendment.agreement} />
        <CustomerWait quote={quote} />
        <VersionsPanel quote={quote} />
      </Inspector>
      <SwapDialog
        row={swapping}
        model={quote.content}
        busy={edit.busy}
        onClose={() => setSwapped(null)}
        onSwap={async (sku, quantity) => {
          if (swapping && (await change(withSwapped(changes, swapping, sku, quantity)))) setSwapped(null);
        }}
      />
      <PasteDialog
        rows={pasted}
        busy={edit.busy}
        onClose={() => setPasted(null)}
        onAdd={(found) => void addPasted(found)}
      />
      <SubmitDialog quote={quote} live={live} open={submitting} onClose={() => setSubmitting(false)} />
    </Page>
  );
}

/** Every line that is in force or comes, changed or not; what follows from changes stands behind them. */
function rowsOf(quote: QuoteDetail, amendment: AmendmentView, live: ReturnType<typeof useLiveQuote>): AmendedRow[] {
  const figures = new Map(amendedLines(quote.content, live.input, live.priced).map((row) => [row.id, row]));
  const edits = amendmentRows(amendment.lines, amendment.changes);
  const nameOf = (sku: string): string => {
    const { skus, bundles } = quote.content;
    return [...skus, ...(bundles ?? [])].find(({ code }) => code === sku)?.name ?? sku;
  };
  const own = edits.map(({ id, sku, before, after, instead }): AmendedRow => {
    const line = amendment.lines.find((one) => one.id === id);
    const found = figures.get(id);
    const replaced = instead === null ? undefined : amendment.lines.find((one) => one.id === instead);
    const plain = {
      id,
      sku,
      name: line?.name ?? nameOf(sku),
      unit: line?.unit ?? '',
      kind: 'same' as const,
      before,
      after,
      from: line?.from ?? amendment.effectiveOn,
      until: line?.until ?? amendment.untilDate,
      beforeMinor: 0,
      afterMinor: 0,
      differenceMinor: 0,
      problem: null,
    };
    return { ...(found ?? plain), instead: replaced?.name ?? null };
  });
  const shown = new Set(own.map(({ id }) => id));
  return [...own, ...[...figures.values()].filter(({ id }) => !shown.has(id))];
}
