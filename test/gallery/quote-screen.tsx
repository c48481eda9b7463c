import Decimal from 'decimal.js';
import { useMemo, useState } from 'react';
import {
  Avatar,
  Button,
  Chip,
  type DataColumn,
  DataTable,
  type Explanation,
  Gauge,
  Inspector,
  Meter,
  NumberCell,
  Page,
  PageHeader,
  Push,
  Row,
  Section,
  Stack,
  Totals,
  TraceableNumber,
  TwoLines,
  useActions,
  useFormat,
} from '../../src-renderer/ui';

interface Line {
  id: string;
  family: string;
  item: string;
  about: string;
  quantity: string;
  unit: string;
  list: string | null;
  discount: string | null;
  /** Of the amount: amount per unit of quantity over the term, so that the sketch follows typing. */
  perUnit: string;
  margin: string;
  floor?: string;
  optional?: boolean;
}

const sample: Line[] = [
  {
    id: 'base',
    family: 'Platform',
    item: 'Platform base, production',
    about: 'licensed · 36 months prepaid yearly',
    quantity: '1',
    unit: 'tenant',
    list: '48000',
    discount: '800',
    perUnit: '132480',
    margin: '7030',
  },
  {
    id: 'seats',
    family: 'Platform',
    item: 'Analyst seats',
    about: 'ramp 40 → 60 → 80',
    quantity: '180',
    unit: 'seat-year',
    list: '540',
    discount: '1200',
    perUnit: '475.2',
    margin: '8140',
  },
  {
    id: 'tokens',
    family: 'Metered',
    item: 'Inference tokens',
    about: 'forecast from bakeoff B-A7-0017',
    quantity: '4200',
    unit: 'M tokens / mo',
    list: null,
    discount: null,
    perUnit: '13.7605714285714286',
    margin: '4690',
  },
  {
    id: 'storage',
    family: 'Metered',
    item: 'Storage, hot',
    about: '',
    quantity: '18000',
    unit: 'GB / mo',
    list: '0.0230',
    discount: '500',
    perUnit: '0.7866',
    margin: '5370',
  },
  {
    id: 'compute',
    family: 'Metered',
    item: 'Connector compute',
    about: '',
    quantity: '1100',
    unit: 'hours / mo',
    list: '0.4100',
    discount: null,
    perUnit: '14.76',
    margin: '3780',
    floor: '4000',
  },
  {
    id: 'onboarding',
    family: 'Services',
    item: 'Guided onboarding',
    about: '',
    quantity: '1',
    unit: 'package',
    list: '12500',
    discount: null,
    perUnit: '12500',
    margin: '3100',
    optional: true,
  },
];

const amountOf = (line: Line) => new Decimal(line.quantity).times(line.perUnit).toDecimalPlaces(2).toFixed();

export function QuoteScreen() {
  const format = useFormat();
  const [lines, setLines] = useState(sample);
  const subtotal = lines
    .filter((line) => !line.optional)
    .reduce((sum, line) => sum.plus(amountOf(line)), new Decimal(0));
  const discount = subtotal.times('0.03').toDecimalPlaces(2);
  const change = useMemo(
    () => (id: string, quantity: string | null) =>
      setLines((all) => all.map((line) => (line.id === id ? { ...line, quantity: quantity ?? '0' } : line))),
    [],
  );
  useActions(
    useMemo(
      () => [
        { id: 'remind', label: 'Remind delivery', shortcut: 'Mod Enter', run: () => {} },
        { id: 'preview', label: 'Preview the PDF', keywords: 'document', run: () => {} },
        { id: 'submit', label: 'Submit version 4', unavailable: 'Version 3 is still with delivery.', run: () => {} },
      ],
      [],
    ),
  );
  const columns = useMemo<DataColumn<Line>[]>(
    () => [
      {
        id: 'item',
        header: 'Item',
        width: 182,
        cell: (line) => (
          <TwoLines below={line.about}>
            {line.item} {line.optional && <Chip size="small">optional</Chip>}
          </TwoLines>
        ),
      },
      {
        id: 'quantity',
        header: 'Quantity',
        kind: 'figure',
        width: 86,
        cell: (line) => (
          <NumberCell
            label={`Quantity of ${line.item}`}
            value={line.quantity}
            min="0"
            onChange={(value) => change(line.id, value)}
            onCommit={(value) => change(line.id, value)}
          />
        ),
      },
      { id: 'unit', header: 'Unit', width: 110, cell: (line) => line.unit },
      {
        id: 'list',
        header: 'List',
        kind: 'figure',
        width: 86,
        cell: (line) =>
          line.list ? format.number(line.list, { digits: line.list.includes('.') ? 4 : 2 }) : 'graduated',
      },
      { id: 'discount', header: 'Discount', kind: 'figure', width: 76, cell: (line) => format.percent(line.discount) },
      {
        id: 'amount',
        header: 'Amount',
        kind: 'figure',
        width: 100,
        cell: (line) => {
          const amount = format.amount(amountOf(line), 'USD');
          return <TraceableNumber value={amount} explain={() => explain(line, amount)} />;
        },
      },
      {
        id: 'margin',
        header: 'Margin',
        kind: 'figure',
        width: 124,
        internal: true,
        cell: (line) => (
          <>
            {format.percent(line.margin, { digits: 1 })}{' '}
            {line.floor && (
              <Chip tone="warn" size="small" mark={null}>
                floor {format.number('40')}
              </Chip>
            )}
          </>
        ),
      },
    ],
    [format, change],
  );
  return (
    <Page fill>
      <PageHeader
        title="Halden Energy, 36 months"
        chips={
          <>
            <Chip>Draft 4</Chip>
            <Chip tone="warn">Version 3 waits for delivery</Chip>
          </>
        }
        actions={
          <>
            <Button>Compare</Button>
            <Button>Preview</Button>
            <Button kind="primary">Remind delivery</Button>
          </>
        }
      >
        <Meter
          label="Turnaround"
          limit={86_400_000}
          parts={[
            { label: 'drafting', spent: 12_000_000, tone: 'accent' },
            { label: 'finance', spent: 6_000_000, tone: 'good' },
            { label: 'delivery', spent: 5_280_000, tone: 'warn' },
          ]}
        />
        <Push />
        <span>
          Model <b>Platform 2026.2</b> · USD · net 30
        </span>
      </PageHeader>
      <DataTable
        label="Lines of the quote"
        rows={lines}
        columns={columns}
        rowKey={rowKey}
        groupOf={groupOf}
        rowHeight={rowHeight}
        isQuiet={isQuiet}
        fill
        onPasteRows={() => {}}
        append={
          <p style={{ padding: '7px 12px', color: 'var(--ink-3)' }}>
            Type to add an item, or paste rows from a spreadsheet
          </p>
        }
        footer={
          <Totals
            items={[
              { label: 'Subtotal', value: format.amount(subtotal.toFixed(), 'USD') },
              { label: 'Multi-year discount, 3 %', value: format.amount(discount.negated().toFixed(), 'USD') },
              { label: 'Margin, 36 months', value: format.percent('6650', { digits: 1 }), internal: true },
            ]}
            total={{ label: 'Total, USD', value: format.amount(subtotal.minus(discount).toFixed(), 'USD') }}
          />
        }
      />
      <Inspector>
        <Section title="Guardrails" internal>
          <p className="quiet">
            Room for <b>48,363</b> more discount before the 60 % floor
          </p>
          <Gauge label="Margin against its floor" value={0.665} mark={0.6} text="66.5 %, floor 60 %" tone="internal" />
          <p className="quiet">
            Connector compute is 2.2 points under its family floor. A rate of 0.4249 would clear it.
          </p>
        </Section>
        <Section title="Sign-off for version 3">
          <Stack gap={2}>
            <Row nowrap>
              <Avatar name="Mara Osei" /> Finance, Mara Osei <Push />
              <Chip tone="good">10:12</Chip>
            </Row>
            <Row nowrap>
              <Avatar name="Tomas Lind" /> Delivery, Tomas Lind <Push />
              <Chip tone="warn">1 h 28 m</Chip>
            </Row>
            <Row nowrap>
              <Avatar name={null} /> <span className="quiet">Legal, not needed: standard terms</span>
            </Row>
          </Stack>
        </Section>
      </Inspector>
    </Page>
  );
}

const rowKey = (line: Line) => line.id;
const groupOf = (line: Line) => ({ key: line.family, label: line.family });
const rowHeight = (line: Line) => (line.about ? 54 : 34);
const isQuiet = (line: Line) => line.optional === true;

function explain(line: Line, amount: string): Explanation {
  if (line.id !== 'tokens') {
    return {
      value: amount,
      steps: [{ label: `${line.quantity} × ${line.perUnit}`, result: amount, rule: 'price.per-unit' }],
    };
  }
  return {
    value: amount,
    steps: [
      { label: 'First 1,000 M at 0.60', result: '600.00', rule: 'price.graduated' },
      { label: 'Next 2,000 M at 0.35', result: '700.00' },
      { label: 'Next 1,200 M at 0.2545', result: '305.40', detail: 'committed rate, model 2026.2 row 41' },
      { label: 'Monthly, rounded once', result: '1,605.40' },
      { label: '× 36 months', result: amount },
    ],
    note: 'Quantity: median of 9 runs, Halden’s own prompts.',
    sources: [
      { label: 'Bakeoff B-A7-0017', to: '/bakeoff', detail: '9 runs, 12 Nov 2026' },
      { label: 'Receipt 7f3a…c21e', to: '/parts', detail: 'Ines Okafor, 12 Nov, 09:58' },
    ],
  };
}
