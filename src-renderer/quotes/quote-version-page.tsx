import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { amendedLines, type QuoteDetail, type QuoteVersionView } from '../../src-shared/quotes';
import { CommandProblem, Loaded, useCommand, useHasRole } from '../app';
import { DealProof } from '../bakeoffs';
import { ClaimsOfDeal } from '../claims';
import { useDesk, useDeskQueries } from '../client';
import { Button, ErrorSurface, Inspector, Page, TextLink, useActions, useText } from '../ui';
import { AcceptDialog } from './accept-dialog';
import { AgreementDeeds } from './agreements/agreement-deeds';
import { AgreementPanel } from './agreements/agreement-panel';
import { AmendedTable } from './agreements/amended-table';
import { UpliftPanel } from './agreements/uplift-panel';
import { AlternativesPanel } from './alternatives-panel';
import { useBuildDocument } from './build-document';
import { QUOTE_ENTITIES } from './entities';
import { Guardrails } from './guardrails';
import { LinesTable } from './lines-table';
import { frozenQuote } from './live-quote';
import { QuoteHeader } from './quote-header';
import { QuoteProblems } from './quote-problems';
import styles from './quotes.module.css';
import { SendDialog } from './send-dialog';
import { SignOffPanel } from './sign-off-panel';
import { quotesText } from './text';
import { QuoteTotals } from './totals';
import { ActualsPanel } from './turnaround/actuals-panel';
import { CustomerWait } from './turnaround/customer-wait';
import { useVersionDocuments, VersionDocuments } from './version-documents';
import { VersionsPanel } from './versions-panel';

export interface QuoteVersionPageProps {
  quote: QuoteDetail;
  version: number;
  asked: number;
}

/** A frozen version with its figures as they were submitted, and what can be done with it. */
export function QuoteVersionPage({ quote, version, asked }: QuoteVersionPageProps) {
  const t = useText(quotesText);
  const frozen = useQuery(
    useDeskQueries().quotes.frozen.queryOptions({
      input: { quote: quote.id, version },
      meta: { entities: QUOTE_ENTITIES },
    }),
  );
  const data = frozen.data;
  const live = useMemo(() => (data ? frozenQuote(data) : null), [data]);
  const view = quote.versions.find((one) => one.version === version);
  const receipt = data?.receipt ?? null;
  const modelPath = `/pricing/${quote.model}`;
  return (
    <Page fill>
      <VersionHeader quote={quote} version={view} asked={asked} />
      {quote.status === 'draft' && (
        <div className={styles.bar}>
          <span>{t('versions.shown', { version })}</span>
          <TextLink to={`/quotes/${quote.id}`}>{t('versions.back')}</TextLink>
        </div>
      )}
      <Loaded query={frozen}>
        {() =>
          live && (
            <>
              {live.input.amendment ? (
                <AmendedTable
                  live={live}
                  modelPath={modelPath}
                  receipt={receipt}
                  rows={amendedLines(live.model, live.input, live.priced)}
                />
              ) : (
                <LinesTable
                  live={live}
                  modelPath={modelPath}
                  receipt={receipt}
                  fill
                  footer={<QuoteTotals live={live} modelPath={modelPath} receipt={receipt} />}
                />
              )}
              <Inspector>
                {view?.request && <SignOffPanel request={view.request} version={version} />}
                {(quote.standing === 'accepted' || quote.amendment) && <AgreementPanel quote={quote.id} />}
                {quote.renews && <UpliftPanel quote={quote.id} live={live} />}
                <AlternativesPanel live={live} />
                <QuoteProblems live={live} />
                <Guardrails live={live} />
                <CustomerWait quote={quote} />
                <ActualsPanel quote={quote} />
                <DealProof deal={quote.deal} />
                <ClaimsOfDeal deal={quote.deal} />
                <VersionsPanel quote={quote} />
              </Inspector>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

type Open = 'send' | 'accept' | null;

function VersionHeader({
  quote,
  version,
  asked,
}: {
  quote: QuoteDetail;
  version: QuoteVersionView | undefined;
  asked: number;
}) {
  const t = useText(quotesText);
  const desk = useDesk();
  const may = useHasRole('rep', 'admin');
  const revise = useCommand(desk.quotes.revise);
  const release = useCommand(desk.quotes.release);
  const document = useBuildDocument();
  const [open, setOpen] = useState<Open>(null);
  const notRep = !may && t('act.not-rep');
  const current = version?.version === quote.version && quote.status !== 'draft';
  const { id } = quote;
  const number = version?.version ?? quote.version;
  const papers = useVersionDocuments(quote, version, document);
  const { run: runRevise } = revise;
  const { run: runRelease } = release;
  const deeds = useMemo(() => {
    const next = primaryDeed(quote, version, current);
    const all = {
      revise: { label: t('act.revise'), run: () => void runRevise({ quote: id }) },
      release: { label: t('act.release'), run: () => void runRelease({ quote: id, version: number }) },
      send: { label: t('act.send'), run: () => setOpen('send') },
      accept: { label: t('act.accept'), run: () => setOpen('accept') },
    };
    const others: (keyof typeof all)[] = current ? ['revise'] : [];
    if (next === 'accept') others.push('send');
    return [...others.filter((one) => one !== next), ...(next ? [next] : [])].map((name) => ({
      name,
      primary: name === next,
      ...all[name],
    }));
  }, [id, number, quote, version, current, t, runRevise, runRelease]);
  useActions(
    useMemo(
      () => [
        ...deeds.map(({ name, label, run }) => ({ id: `quote-${name}`, label, run, unavailable: notRep })),
        ...papers.map(({ id: name, label, run, unavailable }) => ({ id: `quote-${name}`, label, run, unavailable })),
      ],
      [deeds, papers, notRep],
    ),
  );
  const busy: Record<string, boolean> = { revise: revise.busy, release: release.busy };
  return (
    <>
      <QuoteHeader
        quote={quote}
        asked={asked}
        actions={[
          <VersionDocuments key="documents" items={papers} busy={document.busy} />,
          <AgreementDeeds key="agreement" quote={quote} />,
          ...deeds.map(({ name, label, run, primary }) => (
            <Button
              key={name}
              kind={primary ? 'primary' : 'default'}
              busy={busy[name]}
              unavailable={notRep}
              onClick={run}
            >
              {label}
            </Button>
          )),
        ]}
      />
      <CommandProblem command={revise} />
      <CommandProblem command={release} />
      {document.problem && (
        <ErrorSurface error={document.problem} title={t('build.failed')} onDismiss={document.forget} />
      )}
      {version && (
        <>
          <SendDialog quote={quote} version={version} open={open === 'send'} onClose={() => setOpen(null)} />
          <AcceptDialog quote={quote} version={version} open={open === 'accept'} onClose={() => setOpen(null)} />
        </>
      )}
    </>
  );
}

/** The one next step of a version, by where the quote stands. */
function primaryDeed(
  quote: QuoteDetail,
  version: QuoteVersionView | undefined,
  current: boolean,
): 'revise' | 'release' | 'send' | 'accept' | null {
  if (!current || !version) return null;
  if (quote.standing === 'approved') return 'release';
  if (quote.standing === 'released') return 'send';
  if (quote.standing === 'sent' || quote.standing === 'expired') return 'accept';
  if (quote.standing === 'returned') return 'revise';
  return null;
}
