import { useState } from 'react';
import {
  Button,
  CheckField,
  DateField,
  FileDrop,
  Form,
  FormActions,
  FormSection,
  MoneyField,
  NumberField,
  Page,
  PageHeader,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../src-renderer/ui';

export function FormScreen() {
  const [account, setAccount] = useState('Halden Energy');
  const [email, setEmail] = useState('procurement@halden');
  const [amount, setAmount] = useState<string | null>('297019.04');
  const [discount, setDiscount] = useState<string | null>('112');
  const [term, setTerm] = useState<string | null>('36');
  const [stage, setStage] = useState<'q' | 'b' | 'p' | null>(null);
  const [closes, setCloses] = useState<string | null>('2027-02-19');
  const [notes, setNotes] = useState('');
  const [yes, setYes] = useState(true);
  const [on, setOn] = useState(false);
  const [disclosure, setDisclosure] = useState<'internal' | 'nda' | 'public' | null>('nda');
  const [files, setFiles] = useState<File[]>([new File(['x'.repeat(48_000)], 'jmeter-run-7.jtl')]);
  return (
    <Page narrow>
      <PageHeader title="New deal" />
      <Form onSubmit={() => {}}>
        <FormSection title="Customer" about="Who buys, and whom we talk to there." columns={2}>
          <TextField label="Account" value={account} onChange={setAccount} />
          <TextField
            label="Contact"
            type="email"
            value={email}
            onChange={setEmail}
            error="This is no complete address: what follows the @ needs a point."
          />
          <TextField
            label="Reference"
            optional
            hint="The customer’s own number for this request."
            value=""
            onChange={() => {}}
            placeholder="RFQ 2026/118"
          />
          <SelectField
            label="Stage"
            value={stage}
            onChange={setStage}
            options={[
              { value: 'q', label: 'Qualified' },
              { value: 'b', label: 'Bakeoff' },
              { value: 'p', label: 'Pricing' },
            ]}
          />
        </FormSection>
        <FormSection title="Price" about="Exact decimals, in the currency of the deal." columns={3}>
          <MoneyField label="Amount" currency="USD" value={amount} onChange={setAmount} />
          <NumberField label="Discount" unit="%" min="0" max="100" value={discount} onChange={setDiscount} />
          <NumberField label="Term" unit="months" value={term} onChange={setTerm} min="1" internal />
          <DateField label="Closes" value={closes} onChange={setCloses} />
        </FormSection>
        <FormSection title="Disclosure">
          <RadioField
            label="Documents may go"
            value={disclosure}
            onChange={setDisclosure}
            options={[
              { value: 'internal', label: 'To nobody outside', hint: 'Internal only.' },
              { value: 'nda', label: 'To the customer under NDA' },
              { value: 'public', label: 'To anybody' },
            ]}
          />
          <CheckField
            label="Start the 24-hour clock now"
            hint="The request came in today."
            checked={yes}
            onChange={setYes}
          />
          <CheckField label="Work offline" switch checked={on} onChange={setOn} />
          <TextAreaField label="Notes" optional value={notes} onChange={setNotes} />
        </FormSection>
        <FormSection title="Evidence">
          <FileDrop
            label="Raw logs of the runs"
            hint="k6, JMeter and hyperfine are recognised."
            multiple
            accept={['.jtl', '.json', '.ndjson', '.csv']}
            files={files}
            onFiles={(more) => setFiles([...files, ...more])}
            onRemove={(file) => setFiles(files.filter((one) => one !== file))}
          />
        </FormSection>
        <FormActions>
          <Button>Discard</Button>
          <Button kind="primary" type="submit" shortcut="Mod Enter">
            Create deal
          </Button>
        </FormActions>
      </Form>
    </Page>
  );
}
