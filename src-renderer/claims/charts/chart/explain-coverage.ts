import type { ChartView } from '../../../../src-shared/claims';
import type { Explanation, Format, Translate } from '../../../ui';
import type { claimsText } from '../../text';
import type { chartText } from './text';

interface Words {
  t: Translate<(typeof chartText)['messages']>;
  words: Translate<(typeof claimsText)['messages']>;
  format: Format;
}

/** How it is counted that so many elements stand on evidence: element by element. */
export function explainCoverage({ rows }: ChartView, value: string, { t, words, format }: Words): Explanation {
  const supported = rows.filter(({ evidence }) => evidence.some(({ broken }) => !broken)).length;
  return {
    value,
    title: t('explain.title'),
    steps: [
      ...rows.map(({ label, status, evidence, stale }) => {
        const holds = evidence.filter(({ broken }) => !broken).length;
        return {
          label: t('explain.element', { label, status: words(`status.${status}`) }),
          result:
            evidence.length === 0
              ? t('explain.element.none')
              : t('explain.element.result', { holds: format.number(holds), count: evidence.length }),
          ...(stale.length > 0 && { detail: stale.join(' ') }),
        };
      }),
      { label: t('explain.counted'), result: format.number(supported) },
    ],
    note: t('explain.note'),
  };
}
