import { useState } from 'react';
import type { GoalView, MilestoneView, Outlook, PlanView } from '../../src-shared/success-plans';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { writtenFigure } from '../pinned-figures';
import {
  Button,
  CheckField,
  DateField,
  Dialog,
  NumberField,
  Segment,
  SelectField,
  Stack,
  TextAreaField,
  useFormat,
  useText,
} from '../ui';
import { useFigureChoices } from './queries';
import { plansText } from './text';

interface CheckInDialogProps {
  plan: PlanView;
  item: GoalView | MilestoneView;
  onClose(): void;
}

/** What is so on a day: a value with its source, an outlook, a note. */
export function CheckInDialog({ plan, item, onClose }: CheckInDialogProps) {
  const t = useText(plansText);
  const format = useFormat();
  const check = useCommand(useDesk().successPlans.checkIn);
  const goal = 'target' in item ? item : null;
  const { data = [] } = useFigureChoices(plan.id);
  const choices = data.filter(({ unit }) => goal?.unit === '' || unit === goal?.unit);
  const [on, setOn] = useState<string | null>(plan.today);
  const [value, setValue] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const [outlook, setOutlook] = useState<Outlook>('on-track');
  const [note, setNote] = useState('');
  const [forCustomer, setForCustomer] = useState(false);
  const run = async () => {
    if (on === null) return;
    const order = choices[Number(chosen ?? -1)]?.order;
    const input = { item: item.id, on, outlook, note: note.trim(), forCustomer };
    const kind = goal ? (order ? { from: order } : { value }) : { done };
    if (await check.run({ ...input, ...kind })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('check.title', { title: item.title })}
      actions={
        <Button kind="primary" busy={check.busy} unavailable={on === null && t('check.incomplete')} onClick={run}>
          {t('check.run')}
        </Button>
      }
    >
      <Stack>
        <DateField label={t('check.on')} value={on} onChange={setOn} max={plan.today} />
        {goal && (
          <NumberField
            label={t('check.value')}
            {...(goal.unit && { unit: goal.unit })}
            optional
            value={value}
            onChange={setValue}
          />
        )}
        {goal && choices.length > 0 && (
          <SelectField
            label={t('check.figure')}
            optional
            clearable
            options={choices.map((one, at) => ({
              value: String(at),
              label: `${one.label}: ${writtenFigure(format, one.value.replace('…', ''), one.unit)}`,
              group: one.origin,
            }))}
            value={chosen}
            onChange={setChosen}
          />
        )}
        {!goal && <CheckField label={t('check.done')} checked={done} onChange={setDone} />}
        <Segment
          label={t('check.outlook')}
          value={outlook}
          onChange={setOutlook}
          options={[
            { value: 'on-track', label: t('standing.on-track') },
            { value: 'at-risk', label: t('standing.at-risk') },
          ]}
        />
        <TextAreaField label={t('check.note')} optional value={note} onChange={setNote} maxLength={2000} />
        <CheckField label={t('check.forCustomer')} checked={forCustomer} onChange={setForCustomer} />
        <CommandProblem command={check} />
      </Stack>
    </Dialog>
  );
}
