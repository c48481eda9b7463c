import { useMemo } from 'react';
import { Ecdf, IntervalCell, intervalDomain, screenPalette } from '../../src-charts';
import type { MarkName } from '../../src-renderer/ui';
import {
  Button,
  Card,
  Chip,
  Columns,
  Contender,
  type DataColumn,
  DataTable,
  Inspector,
  Measured,
  Page,
  PageHeader,
  Section,
  type Tone,
  TraceableNumber,
  TwoLines,
} from '../../src-renderer/ui';
import { distribution, type Metric, metrics } from './sample';

const verdicts: Record<Metric['verdict'], { word: string; tone: Tone; mark: MarkName }> = {
  better: { word: 'Better', tone: 'good', mark: 'up' },
  worse: { word: 'Worse', tone: 'bad', mark: 'down' },
  equivalent: { word: 'Equivalent', tone: 'accent', mark: 'equal' },
  'no-clear-difference': { word: 'No clear difference', tone: 'neutral', mark: 'ring' },
  'not-enough-runs': { word: 'Not enough runs', tone: 'warn', mark: 'half' },
  'not-comparable': { word: 'Not comparable', tone: 'neutral', mark: 'cross' },
};

const rowKey = (row: Metric) => row.key;

export function BakeoffScreen() {
  const domain = intervalDomain(metrics, 4);
  const columns = useMemo<DataColumn<Metric>[]>(() => {
    const traced = (value: string, runs: string) => (
      <TraceableNumber
        value={value}
        explain={() => ({
          value,
          steps: [
            { label: 'Median of each run', result: '9 values', rule: 'stats.median' },
            { label: 'Median of the runs', result: value },
          ],
          sources: [{ label: runs, to: '/bakeoff', detail: 'k6 1.3.0, 12 Nov 2026' }],
        })}
      />
    );
    return [
      {
        id: 'metric',
        header: 'Metric',
        width: 140,
        wrap: true,
        cell: (row) => (
          <TwoLines below={row.unit}>
            <b>{row.label}</b>
          </TwoLines>
        ),
      },
      {
        id: 'ours',
        header: 'ours',
        heading: <Contender side="ours">ours</Contender>,
        kind: 'figure',
        width: 76,
        cell: (row) => traced(row.ours, '9 runs of Northwind 4.2'),
      },
      {
        id: 'theirs',
        header: 'theirs',
        heading: <Contender side="theirs">theirs</Contender>,
        kind: 'figure',
        width: 82,
        cell: (row) => traced(row.theirs, '9 runs of theirs'),
      },
      {
        id: 'difference',
        header: 'Difference, 95 % interval',
        width: 236,
        cell: (row) => (
          <Measured height={34} initialWidth={212}>
            {(width) => <IntervalCell row={row} domain={domain} width={width} palette={screenPalette} />}
          </Measured>
        ),
      },
      {
        id: 'verdict',
        header: 'Verdict',
        width: 174,
        wrap: true,
        value: (row) => row.verdict,
        cell: (row) => (
          <>
            <Chip tone={verdicts[row.verdict].tone} mark={verdicts[row.verdict].mark}>
              {verdicts[row.verdict].word}
            </Chip>
            <br />
            <small>{row.says}</small>
          </>
        ),
      },
      {
        id: 'p',
        header: 'p, Holm',
        kind: 'figure',
        width: 72,
        value: (row) => (row.p === '–' ? null : Number.parseFloat(row.p)),
        cell: (row) => row.p,
      },
    ];
  }, [domain]);
  return (
    <Page>
      <PageHeader
        title="Faster at the median and the tail, errors not told apart"
        actions={
          <>
            <Button>Plan more runs</Button>
            <Button kind="primary">Build proof deck</Button>
          </>
        }
      >
        <Contender side="ours">Northwind 4.2</Contender>
        <Contender side="theirs">Archetype: hosted graph store</Contender>
        <span>9 + 9 runs, interleaved, k6 1.3.0</span>
        <Chip tone="good">14 facts equal</Chip>
        <Chip tone="warn">1 deviation accepted</Chip>
        <Chip tone="good">A/A 4.8 % false alarms at 5 %</Chip>
      </PageHeader>
      <DataTable label="Verdicts" rows={metrics} columns={columns} rowKey={rowKey} rowHeight="auto" />
      <p className="quiet" style={{ marginTop: -8 }}>
        <small>
          Grey band: a difference too small to matter, set before the runs. † Equivalence test. p corrected over all
          five rows.
        </small>
      </p>
      <Columns min={220}>
        {[
          { title: 'Search', ours: 38, theirs: 56 },
          { title: 'Traverse, 3 hops', ours: 50, theirs: 74 },
          { title: 'Write', ours: 62, theirs: 92 },
        ].map(({ title, ours, theirs }) => (
          <Card key={title} title={title}>
            <Measured height={140}>
              {(width) => (
                <Ecdf
                  width={width}
                  height={140}
                  palette={screenPalette}
                  title={`${title}: share of requests answered`}
                  unit="ms"
                  domain={[0, 260]}
                  series={[
                    { key: 'ours', label: 'ours', side: 'ours', points: distribution(ours, 0.42) },
                    { key: 'theirs', label: 'theirs', side: 'theirs', points: distribution(theirs, 0.5) },
                  ]}
                />
              )}
            </Measured>
            <small>share of requests answered within, ms</small>
          </Card>
        ))}
      </Columns>
      <Inspector>
        <Section title="What a doubter will ask">
          <p className="quiet">Load was open: requests were sent on schedule and none was skipped.</p>
          <p className="quiet">Payloads identical by digest on both sides, 412 MB each.</p>
          <p className="quiet">No drift across the run order. Run 6 of theirs restarted once and is kept, marked.</p>
        </Section>
        <Section title="Accepted deviation">
          <p className="quiet">
            Region differs: eu-west-1 and eu-central-1. Accepted by Rafael Brandt: network floor measured at 0.4 ms and
            0.5 ms. Printed in the deck.
          </p>
        </Section>
        <Section title="Evidence">
          <p className="mono">
            18 logs · 1.9 GB
            <br />
            manifest 3be0…91d4
            <br />
            signed by this device
          </p>
          <p className="quiet">Anyone can recompute this page:</p>
          <p className="mono">proofdesk verify b-017.zip</p>
        </Section>
        <Section title="Fresh until 19 Feb 2027">
          <p className="quiet">Used by deck D-A7-0031, quote Q-A7-0142 and claim 4(c).</p>
        </Section>
      </Inspector>
    </Page>
  );
}
