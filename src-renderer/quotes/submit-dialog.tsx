import { useEffect, useState } from 'react';
import { type QuoteDetail, quoteFacts } from '../../src-shared/quotes';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, Dialog, ErrorSurface, Stack, useText } from '../ui';
import type { LiveQuote } from './live-quote';
import { useRoleName } from './standing';
import { quotesText } from './text';

export interface SubmitDialogProps {
  quote: QuoteDetail;
  live: LiveQuote;
  open: boolean;
  onClose(): void;
}

interface Looked {
  refused: string | null;
  needs: string[];
}

/** Shows whose sign-off the draft will need, by running the submission without changing anything; then submits. */
export function SubmitDialog({ quote, live, open, onClose }: SubmitDialogProps) {
  const t = useText(quotesText);
  const roleName = useRoleName();
  const submit = useCommand(useDesk().quotes.submit);
  const [looked, setLooked] = useState<Looked | null>(null);
  const { simulate } = submit;
  const { id } = quote;
  useEffect(() => {
    setLooked(null);
    if (!open) return;
    let left = false;
    void simulate({ quote: id }).then((outcome) => {
      if (left || !outcome) return;
      const request = outcome.changes.find(({ entity }) => entity === 'approvalRequest');
      const needs = request?.fields.find(({ field }) => field === 'needs')?.after;
      const refused = outcome.decision.decision === 'deny' ? outcome.decision.say.join(' ') : null;
      setLooked({ refused, needs: Array.isArray(needs) ? needs.map(String) : [] });
    });
    return () => {
      left = true;
    };
  }, [open, id, simulate]);
  const act = async () => {
    if (await submit.run({ quote: quote.id })) onClose();
  };
  const facts = quoteFacts(live.priced, live.input.lines);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('submit.title', { version: quote.version })}
      actions={
        <Button
          kind="primary"
          busy={submit.busy}
          unavailable={looked ? looked.refused : t('submit.looking')}
          onClick={act}
        >
          {t('act.submit')}
        </Button>
      }
    >
      <Stack gap={3}>
        {looked?.refused ? (
          <ErrorSurface error={{ code: 'forbidden', message: looked.refused }} title={t('submit.refused')} />
        ) : (
          <p>{t('submit.about')}</p>
        )}
        {looked && !looked.refused && (
          <ul aria-label={t('signoff.needs')}>
            {looked.needs.map((need) => (
              <li key={need}>
                <b>{roleName(need)}</b>
              </li>
            ))}
          </ul>
        )}
        {looked &&
          !looked.refused &&
          (facts.overLimit > 0 || facts.underFloor || facts.agreedPrices || facts.credits) && (
            <p>{t('guard.second')}</p>
          )}
        <CommandProblem command={submit} />
      </Stack>
    </Dialog>
  );
}
