import { useState } from 'react';
import type { QuoteDetail } from '../../../src-shared/quotes';
import { CommandProblem, useCommand, useHasRole, useNow } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, Row, Section, Stack, TextAreaField, useFormat, useText } from '../../ui';
import { turnaroundText } from './text';

/** What the customer owes before the quote can be made, in the inspector. Nothing is shown when the clock stands and nothing was asked. */
export function CustomerWait({ quote }: { quote: QuoteDetail }) {
  const t = useText(turnaroundText);
  const format = useFormat();
  const now = useNow(30_000);
  const may = useHasRole('rep', 'admin');
  const desk = useDesk();
  const ask = useCommand(desk.quotes.awaitCustomer);
  const answer = useCommand(desk.quotes.customerAnswered);
  const [asking, setAsking] = useState(false);
  const [question, setQuestion] = useState('');
  const { running } = quote.clock;
  const owed = quote.waits.some(({ until }) => until === null);
  if (!running && quote.waits.length === 0) return null;
  const record = async () => {
    if (!(await ask.run({ quote: quote.id, question }))) return;
    setQuestion('');
    setAsking(false);
  };
  return (
    <Section title={t('wait.title')}>
      <Stack gap={3}>
        {quote.waits.length === 0 && <p className="quiet">{t('wait.about')}</p>}
        {quote.waits.map(({ id, question: asked, from, until }) => (
          <div key={id}>
            <p>{asked}</p>
            <small className="quiet">
              {t(until === null ? 'wait.since' : 'wait.took', {
                time: format.dateTime(from),
                duration: format.duration(Math.max(0, (until ?? now) - from)),
              })}
            </small>
          </div>
        ))}
        <CommandProblem command={answer} />
        {running && (
          <Row>
            {owed ? (
              <Button
                busy={answer.busy}
                unavailable={!may && t('wait.not-rep')}
                onClick={() => answer.run({ quote: quote.id })}
              >
                {t('wait.answered')}
              </Button>
            ) : (
              <Button unavailable={!may && t('wait.not-rep')} onClick={() => setAsking(true)}>
                {t('wait.ask')}
              </Button>
            )}
          </Row>
        )}
      </Stack>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('wait.ask')}
        actions={
          <Button
            kind="primary"
            busy={ask.busy}
            unavailable={question.trim() === '' && t('wait.question')}
            onClick={record}
          >
            {t('wait.record')}
          </Button>
        }
      >
        <Stack gap={3}>
          <TextAreaField label={t('wait.question')} value={question} onChange={setQuestion} maxLength={1000} />
          <CommandProblem command={ask} />
        </Stack>
      </Dialog>
    </Section>
  );
}
