import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import { compareQuotes, type FrozenQuote } from '../../src-shared/quotes';
import { Loaded } from '../app';
import { useDeskQueries } from '../client';
import { Inspector, Measured, Section, Stack, StatRow, TextLink, useFormat, useText } from '../ui';
import { ComparisonView } from './comparison-view';
import { QUOTE_ENTITIES } from './entities';
import { Guardrails } from './guardrails';
import { LinesTable } from './lines-table';
import { frozenQuote } from './live-quote';
import { quotesText } from './text';

/** Pixels below which the lines would scroll sideways with all of their columns. */
const LINES_WIDTH = 720;

/** What is to be released: the frozen lines, totals, margin for those who may see it, and what the guardrails found. */
export function ReleaseSubject({ request }: { request: ApprovalRequestView }) {
  const frozen = useQuery(
    useDeskQueries().quotes.frozen.queryOptions({
      input: { quote: request.subject, version: request.version ?? 1 },
      meta: { entities: QUOTE_ENTITIES },
    }),
  );
  const data = frozen.data;
  const live = useMemo(() => (data ? frozenQuote(data) : null), [data]);
  const t = useText(quotesText);
  const format = useFormat();
  return (
    <Loaded query={frozen}>
      {({ priced, receipt }) =>
        live && (
          <Stack gap={4}>
            <Changes request={request} now={data} />
            <StatRow
              stats={[
                {
                  label: t('subject.total', { months: priced.termMonths }),
                  value: `${priced.currency} ${format.minor(priced.totals.totalContractValueMinor, priced.currency)}`,
                },
                ...(priced.cost
                  ? [
                      {
                        label: t('subject.margin'),
                        value: format.percent(priced.cost.total.marginBasisPoints, { maxDigits: 1 }),
                        internal: true,
                      },
                    ]
                  : []),
                {
                  label: t('subject.discount'),
                  value: format.percent(priced.guardrails.largestDiscountBasisPoints, { maxDigits: 1 }),
                  internal: true,
                },
              ]}
            />
            <Measured height={0} initialWidth={LINES_WIDTH}>
              {(width) => (
                <LinesTable
                  live={live}
                  modelPath={`/quotes/${request.subject}`}
                  receipt={receipt}
                  brief={width < LINES_WIDTH}
                />
              )}
            </Measured>
            <Guardrails live={live} />
            <Inspector />
          </Stack>
        )
      }
    </Loaded>
  );
}

/** What is said and comes out otherwise than in the last version that was approved, or that somebody decided on. */
function Changes({ request, now }: { request: ApprovalRequestView; now: FrozenQuote | undefined }) {
  const t = useText(quotesText);
  const format = useFormat();
  const { since } = request;
  const { data: before } = useQuery(
    useDeskQueries().quotes.frozen.queryOptions({
      input: { quote: request.subject, version: since?.version ?? 1 },
      enabled: since !== null,
      meta: { entities: QUOTE_ENTITIES },
    }),
  );
  const comparison = useMemo(() => (before && now ? compareQuotes(before, now) : null), [before, now]);
  if (!since || !comparison || !now) return null;
  const version = format.number(since.version);
  return (
    <Section
      title={t(`since.${since.state}`, { version })}
      aside={
        <TextLink to={`/quotes/${request.subject}?compare=${since.version}..${request.version}`}>
          {t('since.all')}
        </TextLink>
      }
    >
      <Measured height={0} initialWidth={LINES_WIDTH}>
        {(width) => (
          <ComparisonView comparison={comparison} currency={now.priced.currency} short brief={width < LINES_WIDTH} />
        )}
      </Measured>
    </Section>
  );
}
