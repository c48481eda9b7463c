import { useMemo, useState } from 'react';
import { type BakeoffView, type FactDifference, factDifferences, type SideFact } from '../../../src-shared/bakeoffs';
import { Button, Chip, Contender, type DataColumn, DataTable, Section, useText } from '../../ui';
import { chartsText } from '../charts/text';
import { comparedRuns } from '../compared-runs';

/** Values in sight of a fact that differs from run to run. */
const SHOWN = 3;

/** The recorded facts of both sides beside each other, those that differ first, with what the gate says about each. */
export function FactsOfBothSides({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(chartsText);
  const [all, setAll] = useState(false);
  const facts = useMemo(() => {
    const runs = comparedRuns(bakeoff);
    const of = (side: 'ours' | 'theirs') => runs.filter((run) => run.side === side).map(({ metadata }) => metadata);
    return factDifferences(of('ours'), of('theirs'), bakeoff.comparison.gate);
  }, [bakeoff]);
  const columns = useFactColumns();
  const unlike = useMemo(() => facts.filter(({ state, finding }) => state !== 'equal' || finding !== null), [facts]);
  if (facts.length === 0) return null;
  const equal = facts.length - unlike.length;
  return (
    <Section
      title={t('facts.title')}
      aside={
        <>
          <small>{unlike.length === 0 ? t('facts.same') : t('facts.about', { count: unlike.length })}</small>
          {equal > 0 && (
            <Button size="small" aria-pressed={all} onClick={() => setAll(!all)}>
              {all ? t('facts.hide') : t('facts.show', { count: equal })}
            </Button>
          )}
        </>
      }
    >
      {(all || unlike.length > 0) && (
        <DataTable
          label={t('facts.title')}
          rows={all ? facts : unlike}
          columns={columns}
          rowKey={factKey}
          rowHeight="auto"
          maxHeight={560}
          isQuiet={({ state, finding }) => state === 'equal' && !finding}
        />
      )}
    </Section>
  );
}

const factKey = ({ path }: FactDifference): string => path;

function useFactColumns(): DataColumn<FactDifference>[] {
  const t = useText(chartsText);
  return useMemo(() => {
    const said = ({ values, missing }: SideFact): string => {
      const shown = values.slice(0, SHOWN).join(', ').replaceAll('\n', '; ');
      const list = values.length > SHOWN ? t('facts.more', { values: shown, count: values.length - SHOWN }) : shown;
      if (values.length === 0) return t('facts.unknown');
      return missing > 0 ? t('facts.some', { values: list, count: missing }) : list;
    };
    return [
      {
        id: 'fact',
        header: t('facts.fact'),
        width: 160,
        grow: 2,
        wrap: true,
        rowHeader: true,
        sortable: false,
        cell: ({ label, unit }) => (unit ? `${label}, ${unit}` : label),
      },
      ...(['ours', 'theirs'] as const).map(
        (side): DataColumn<FactDifference> => ({
          id: side,
          header: t(side),
          heading: <Contender side={side}>{t(side)}</Contender>,
          width: 150,
          grow: 3,
          wrap: true,
          sortable: false,
          cell: (fact) => (
            <span className={fact[side].values.length === 0 ? 'quiet' : undefined}>{said(fact[side])}</span>
          ),
        }),
      ),
      {
        id: 'gate',
        header: t('facts.gate'),
        width: 150,
        grow: 2,
        wrap: true,
        sortable: false,
        cell: ({ state, finding }) => {
          if (finding) {
            const tone = finding.waiver ? 'neutral' : finding.severity === 'stop' ? 'bad' : 'warn';
            const word = finding.waiver
              ? 'facts.accepted'
              : finding.severity === 'stop'
                ? 'facts.stop'
                : 'facts.warning';
            return (
              <Chip size="small" tone={tone}>
                {t(word)}
              </Chip>
            );
          }
          if (state === 'equal') return t('facts.equal');
          return <span className="quiet">{t(state === 'differs' ? 'facts.differs' : 'facts.missing')}</span>;
        },
      },
    ];
  }, [t]);
}
