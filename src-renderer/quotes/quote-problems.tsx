import type { QuoteProblem } from '../../src-shared/pricing';
import { Chip, Section, Stack, useText } from '../ui';
import type { LiveQuote } from './live-quote';
import { quotesText } from './text';

/** What keeps a quote from being whole, or should be known, each once and whole, with how to mend it. */
export function QuoteProblems({ live: { priced } }: { live: LiveQuote }) {
  const t = useText(quotesText);
  const said = new Set<string>();
  const found = [
    ...priced.problems.map((problem) => ({ name: null, problem })),
    ...priced.lines.flatMap(({ name, problems }) => problems.map((problem) => ({ name, problem }))),
  ].filter(({ problem: { message } }) => !said.has(message) && said.add(message));
  if (found.length === 0) return null;
  return (
    <Section title={t('problems.title')}>
      <Stack gap={2}>
        {found.map(({ name, problem }) => (
          <p key={problem.message}>
            <Chip tone={problem.severity === 'error' ? 'bad' : 'warn'} size="small">
              {t(problem.severity === 'error' ? 'problems.error' : 'problems.warning')}
            </Chip>{' '}
            {sentence(name, problem)} {problem.hint && <span className="quiet">{problem.hint}</span>}
          </p>
        ))}
      </Stack>
    </Section>
  );
}

/** The sentence with the line that it is about, where it does not name it itself. */
function sentence(name: string | null, { message }: QuoteProblem): string {
  const ended = /[.!?]$/.test(message) ? message : `${message}.`;
  return name === null || message.includes(name) ? ended : `${name}: ${ended}`;
}
