import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { useDesk, useDeskQueries } from '../client';
import { ActionMenu, Button, useText } from '../ui';
import { type CaseDraft, lineDraft } from './case-draft';
import { roiText } from './text';

interface FillProps {
  deal: string;
  draft: CaseDraft;
  onChange(draft: CaseDraft): void;
  onProblem(problem: ErrorRecord | null): void;
}

/** Takes the proposal's costs from a quote of the deal: one amount a year, as its submitted version has them. */
export function FillFromQuote({ deal, draft, onChange, onProblem }: FillProps) {
  const t = useText(roiText);
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const { data } = useQuery(
    useDeskQueries().quotes.list.queryOptions({ input: { deal }, meta: { entities: ['quote', 'quoteVersion'] } }),
  );
  const submitted = (data ?? []).filter(({ totalMinor }) => totalMinor !== null);
  const fill = async (quote: string) => {
    setBusy(true);
    onProblem(null);
    try {
      const { currency, line } = await desk.roi.fromQuote({ quote, years: draft.years });
      if (currency !== draft.currency) {
        onProblem({ code: 'bad-input', message: t('side.fill.currency', { quote: currency, own: draft.currency }) });
      } else {
        const filled = lineDraft(line, draft.years);
        const others = draft.lines.proposal.filter(({ id }) => id !== filled.id);
        onChange({ ...draft, quote, lines: { ...draft.lines, proposal: [filled, ...others] } });
      }
    } catch (thrown) {
      onProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  if (submitted.length === 0) {
    return (
      <Button size="small" kind="quiet" unavailable={t('side.fill.none')}>
        {t('side.fill')}
      </Button>
    );
  }
  return (
    <ActionMenu
      trigger={
        <Button size="small" kind="quiet" busy={busy}>
          {t('side.fill')}
        </Button>
      }
      items={submitted.map(({ id, number, title }) => ({
        id,
        label: `${number} ${title}`,
        run: () => void fill(id),
      }))}
    />
  );
}
