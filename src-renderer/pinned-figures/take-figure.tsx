import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { FigureChoice, FigureOrder } from '../../src-shared/pinned-figures';
import { useDeskQueries } from '../client';
import {
  Button,
  DateField,
  Dialog,
  NumberField,
  Row,
  Segment,
  SelectField,
  Stack,
  TextField,
  useFormat,
  useText,
} from '../ui';
import { writtenFigure } from './figure-value';
import { pinnedText } from './text';

/** The people of an account to choose from. */
export function useContactOptions(account: string): { value: string; label: string }[] {
  const { data } = useQuery(
    useDeskQueries().deals.contacts.queryOptions({
      input: { account },
      enabled: account !== '',
      meta: { entities: ['contact'] },
    }),
  );
  return (data?.rows ?? []).map(({ id, name, title }) => ({
    value: id,
    label: [name ?? '–', title].filter(Boolean).join(', '),
  }));
}

interface TakeFigureProps {
  /** Whose people may have stated it. */
  account: string;
  choices: readonly FigureChoice[];
  title?: string;
  busy: boolean;
  /** Why the last try failed. */
  problem: ReactNode;
  onTake(order: FigureOrder, label: string | undefined): void;
  onClose(): void;
}

/** A figure is chosen from what was measured or recorded, or told as the customer stated it. */
export function TakeFigureDialog({ account, choices, title, busy, problem, onTake, onClose }: TakeFigureProps) {
  const t = useText(pinnedText);
  const format = useFormat();
  const contacts = useContactOptions(account);
  const [from, setFrom] = useState<'measured' | 'stated'>(choices.length > 0 ? 'measured' : 'stated');
  const [chosen, setChosen] = useState<string | null>(null);
  const [label, setLabel] = useState('');
  const [value, setValue] = useState<string | null>(null);
  const [against, setAgainst] = useState<string | null>(null);
  const [unit, setUnit] = useState('');
  const [contact, setContact] = useState<string | null>(null);
  const [on, setOn] = useState<string | null>(null);
  const [how, setHow] = useState('');
  const choice = choices[Number(chosen ?? -1)];
  const complete =
    from === 'measured'
      ? choice !== undefined
      : contact !== null && on !== null && value !== null && how.trim() !== '' && label.trim() !== '';
  const take = () => {
    if (!complete) return;
    if (from === 'measured') onTake(choice!.order, label.trim() || undefined);
    else
      onTake(
        {
          kind: 'stated',
          contact: contact!,
          on: on!,
          how: how.trim(),
          label: label.trim(),
          value: value!,
          unit,
          against,
        },
        undefined,
      );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={title ?? t('take.title')}
      actions={
        <Button kind="primary" busy={busy} unavailable={!complete && t('take.incomplete')} onClick={take}>
          {t('take.run')}
        </Button>
      }
    >
      <Stack>
        <Segment
          label={t('take.from')}
          value={from}
          onChange={setFrom}
          options={[
            { value: 'measured', label: t('take.measured') },
            { value: 'stated', label: t('take.stated') },
          ]}
        />
        {from === 'measured' && choices.length === 0 && <p className="quiet">{t('take.none')}</p>}
        {from === 'measured' && choices.length > 0 && (
          <SelectField
            label={t('take.figure')}
            hint={t('take.figure.hint')}
            options={choices.map((one, at) => ({
              value: String(at),
              label: `${one.label}: ${writtenFigure(format, one.value.replace('…', ''), one.unit)}`,
              group: one.origin,
            }))}
            value={chosen}
            onChange={setChosen}
            searchable
          />
        )}
        <TextField
          label={t('take.label')}
          optional={from === 'measured'}
          placeholder={choice?.label}
          value={label}
          onChange={setLabel}
          maxLength={200}
        />
        {from === 'stated' && (
          <>
            <Row>
              <NumberField label={t('take.value')} value={value} onChange={setValue} />
              <TextField label={t('take.unit')} optional value={unit} onChange={setUnit} maxLength={60} />
              <NumberField label={t('take.against')} optional value={against} onChange={setAgainst} />
            </Row>
            <SelectField
              label={t('take.contact')}
              hint={contacts.length === 0 && t('take.contact.none')}
              options={contacts}
              value={contact}
              onChange={setContact}
            />
            <Row>
              <DateField label={t('take.on')} value={on} onChange={setOn} />
              <TextField label={t('take.how')} placeholder={t('take.how.placeholder')} value={how} onChange={setHow} />
            </Row>
          </>
        )}
        {problem}
      </Stack>
    </Dialog>
  );
}
