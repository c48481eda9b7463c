import { useState } from 'react';
import {
  Button,
  Card,
  Chip,
  Columns,
  Confirm,
  DiffView,
  EmptyState,
  ErrorSurface,
  IconButton,
  Internal,
  KeyValueList,
  Meter,
  Page,
  PageHeader,
  ReceiptList,
  ReceiptSentence,
  Row,
  Segment,
  StatRow,
  Tabs,
  TextLink,
} from '../../src-renderer/ui';

export function PartsScreen() {
  const [tab, setTab] = useState<'receipts' | 'changes' | 'margin'>('receipts');
  const [segment, setSegment] = useState('month');
  const [asking, setAsking] = useState(false);
  return (
    <Page>
      <PageHeader
        title="Today"
        chips={<Chip tone="accent">4 things wait for you</Chip>}
        actions={
          <Button kind="danger" onClick={() => setAsking(true)}>
            Withdraw quote
          </Button>
        }
      />
      <StatRow
        stats={[
          { label: 'Median, ours', value: '41.2 ms', detail: 'against 58.7 ms' },
          { label: '99th percentile', value: '188 ms', detail: 'against 301 ms' },
          { label: 'Runs', value: '9 + 9', detail: '16.6 million requests' },
          { label: 'Margin', value: '66.5 %', detail: 'floor 60 %', internal: true },
        ]}
      />
      <Row wide>
        <Button kind="primary">Primary</Button>
        <Button>Default</Button>
        <Button kind="quiet">Quiet</Button>
        <Button size="small" icon="plus">
          Small
        </Button>
        <Button unavailable="Finance has not signed off yet.">Send</Button>
        <Button busy>Working</Button>
        <Button shortcut="Mod Enter" kind="primary">
          Submit
        </Button>
        <IconButton icon="undo" label="Undo" />
        <IconButton icon="copy" label="Copy" />
        <Segment
          label="Period"
          value={segment}
          onChange={setSegment}
          options={[
            { value: 'month', label: 'Month' },
            { value: 'year', label: 'Year' },
            { value: 'term', label: 'Term' },
          ]}
        />
      </Row>
      <Row>
        <Chip>Draft 4</Chip>
        <Chip tone="good">Approved</Chip>
        <Chip tone="warn">Waits for delivery</Chip>
        <Chip tone="bad">Refused</Chip>
        <Chip tone="accent">Sent</Chip>
        <Chip tone="internal">internal</Chip>
        <Chip tone="good" mark="up">
          Better
        </Chip>
        <Chip mark="ring">No clear difference</Chip>
        <Chip tone="warn" size="small">
          floor 40
        </Chip>
        <Internal>Only we see this.</Internal>
      </Row>
      <Meter
        label="Turnaround"
        limit={86_400_000}
        parts={[
          { label: 'drafting', spent: 40_000_000, tone: 'accent' },
          { label: 'finance', spent: 36_000_000, tone: 'good' },
          { label: 'delivery', spent: 20_000_000, tone: 'bad' },
        ]}
      />
      <ErrorSurface
        error={{
          code: 'bad-input',
          message: 'Row 48,212 has 14 fields where the header names 17.',
          where: { file: 'jmeter-run-7.jtl', line: 48213, column: 88 },
          hint: 'The file was cut off while it was written. Export it again, or import the first 48,211 rows and accept the warning.',
        }}
        onDismiss={() => {}}
        onRetry={() => {}}
      />
      <Columns min={340}>
        <Card title="Q-A7-0142" aside={<TextLink to="/quote">Open</TextLink>}>
          <Tabs
            label="Parts of the quote"
            open={tab}
            onOpen={setTab}
            tabs={[
              {
                id: 'receipts',
                label: 'Receipts',
                count: 3,
                content: (
                  <ReceiptList label="Receipts">
                    {[
                      <ReceiptSentence
                        key="1"
                        actor="Mara Osei"
                        time="12 Nov, 10:12"
                        number="7f3a…c21e"
                        to="/parts"
                        reason="Margin is inside the band that we agreed for three-year terms."
                      >
                        approved <TextLink to="/quote">Q-A7-0142</TextLink>, version 3, as finance
                      </ReceiptSentence>,
                      <ReceiptSentence
                        key="2"
                        actor="Ines Okafor"
                        time="12 Nov, 08:32"
                        number="11b0…9f02"
                        to="/parts"
                        chips={
                          <Chip size="small" tone="warn">
                            pending
                          </Chip>
                        }
                      >
                        submitted version 3 of <TextLink to="/quote">Q-A7-0142</TextLink>
                      </ReceiptSentence>,
                    ]}
                  </ReceiptList>
                ),
              },
              {
                id: 'changes',
                label: 'Changes',
                content: (
                  <DiffView
                    changes={[
                      { label: 'Quantity of Inference tokens', before: '3,800', after: '4,200' },
                      { label: 'Discount of Analyst seats', before: '10 %', after: '12 %' },
                      { label: 'Reference', before: null, after: 'RFQ 2026/118' },
                    ]}
                  />
                ),
              },
              { id: 'margin', label: 'Margin', internal: true, content: <p>66.5 %</p> },
            ]}
          />
        </Card>
        <Card title="What changed" aside={<Chip>since version 2</Chip>}>
          <DiffView
            changes={[
              { label: 'Quantity of Inference tokens', before: '3,800', after: '4,200' },
              { label: 'Discount of Analyst seats', before: '10 %', after: '12 %' },
              { label: 'Reference', before: null, after: 'RFQ 2026/118' },
              { label: 'Margin', before: '67.1 %', after: '66.5 %', internal: true },
            ]}
          />
          <KeyValueList
            ruled
            items={[
              { label: 'Machine', value: '8 cores, 32 GB' },
              { label: 'Operating system', value: 'Debian 12.7' },
              { label: 'Harness', value: 'k6 1.3.0, commit 9c1f2aa' },
              { label: 'Cost', value: '98,121.00', figure: true, internal: true },
            ]}
          />
        </Card>
      </Columns>
      <Card flush>
        <EmptyState
          action={<Button kind="primary">Import runs</Button>}
          example={<TextLink to="/bakeoff">Halden, graph queries at 200 users</TextLink>}
        >
          A bakeoff compares two contenders on the same work, and says what the runs can prove.
        </EmptyState>
      </Card>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => {}}
        title="Withdraw Q-A7-0142?"
        confirm="Withdraw quote"
      >
        <p>
          The customer’s copy stays valid until they read the withdrawal. A withdrawn quote cannot be sent again; a new
          version can.
        </p>
      </Confirm>
    </Page>
  );
}
