import { useState } from 'react';
import type { GoalView, MilestoneView, PlanView } from '../../src-shared/success-plans';
import { CommandProblem, useCommand, useDeskState } from '../app';
import { useDesk } from '../client';
import { useContactOptions, writtenFigure } from '../pinned-figures';
import {
  Button,
  CheckField,
  DateField,
  Dialog,
  NumberField,
  Row,
  SelectField,
  Stack,
  TextField,
  useFormat,
  useText,
} from '../ui';
import { useFigureChoices } from './queries';
import { plansText } from './text';

interface ItemDialogProps {
  plan: PlanView;
  kind: 'goal' | 'milestone';
  /** What is changed; null for a new one. */
  item: GoalView | MilestoneView | null;
  onClose(): void;
}

/** A goal or milestone is added or changed. */
export function ItemDialog({ plan, kind, item, onClose }: ItemDialogProps) {
  const t = useText(plansText);
  const format = useFormat();
  const { successPlans } = useDesk();
  const addGoal = useCommand(successPlans.addGoal);
  const editGoal = useCommand(successPlans.editGoal);
  const addMilestone = useCommand(successPlans.addMilestone);
  const editMilestone = useCommand(successPlans.editMilestone);
  const { people } = useDeskState();
  const contacts = useContactOptions(plan.account);
  const { data: choices = [] } = useFigureChoices(plan.id);
  const goal = item && 'target' in item ? item : null;
  const [title, setTitle] = useState(item?.title ?? '');
  const [due, setDue] = useState<string | null>(item?.due ?? null);
  const [owner, setOwner] = useState<string | null>(item?.owner ?? plan.owner);
  const [customerOwner, setCustomerOwner] = useState<string | null>(item?.customerOwner ?? null);
  const [forCustomer, setForCustomer] = useState(item?.forCustomer ?? true);
  const [measure, setMeasure] = useState(goal?.measure ?? '');
  const [unit, setUnit] = useState(goal?.unit ?? '');
  const [baseline, setBaseline] = useState<string | null>(goal?.baseline ?? null);
  const [target, setTarget] = useState<string | null>(goal?.target ?? null);
  const [chosen, setChosen] = useState<string | null>(null);
  const choice = choices[Number(chosen ?? -1)];
  const ends = choice !== undefined || (baseline !== null && target !== null);
  const complete = title.trim() !== '' && due !== null && owner !== null && (kind === 'milestone' || ends);
  const save = async () => {
    if (!complete) return;
    const shared = { title: title.trim(), due, owner, customerOwner, forCustomer };
    const measured = {
      ...(measure.trim() && { measure: measure.trim() }),
      ...(unit.trim() && { unit: unit.trim() }),
      ...(baseline !== null && { baseline }),
      ...(target !== null && { target }),
    };
    const done =
      kind === 'goal'
        ? item
          ? await editGoal.run({ goal: item.id, ...shared, ...measured })
          : await addGoal.run({ plan: plan.id, ...shared, ...measured, ...(choice && { from: choice.order }) })
        : item
          ? await editMilestone.run({ milestone: item.id, ...shared })
          : await addMilestone.run({ plan: plan.id, ...shared });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t(`dialog.${kind}`)}
      actions={
        <Button
          kind="primary"
          busy={addGoal.busy || editGoal.busy || addMilestone.busy || editMilestone.busy}
          unavailable={!complete && t('dialog.incomplete')}
          onClick={() => void save()}
        >
          {t('dialog.save')}
        </Button>
      }
    >
      <Stack>
        <TextField
          label={t(kind === 'goal' ? 'dialog.title' : 'dialog.milestone.title')}
          value={title}
          onChange={setTitle}
          maxLength={200}
        />
        {kind === 'goal' && (
          <>
            {!item && choices.length > 0 && (
              <SelectField
                label={t('dialog.figure')}
                hint={t('dialog.figure.hint')}
                optional
                clearable
                searchable
                options={choices.map((one, at) => ({
                  value: String(at),
                  label: `${one.label}: ${writtenFigure(format, one.value.replace('…', ''), one.unit)}`,
                  group: one.origin,
                }))}
                value={chosen}
                onChange={setChosen}
              />
            )}
            <Row>
              <NumberField
                label={t('dialog.baseline')}
                optional={choice !== undefined}
                value={baseline}
                onChange={setBaseline}
              />
              <NumberField
                label={t('dialog.target')}
                optional={choice !== undefined}
                value={target}
                onChange={setTarget}
              />
              <TextField label={t('dialog.unit')} optional value={unit} onChange={setUnit} maxLength={60} />
            </Row>
            <TextField label={t('dialog.measure')} optional value={measure} onChange={setMeasure} maxLength={200} />
          </>
        )}
        <DateField label={t('dialog.due')} value={due} onChange={setDue} />
        <Row>
          <SelectField
            label={t('dialog.owner')}
            options={people
              .filter(({ archived }) => !archived)
              .map(({ id, name }) => ({ value: id, label: name ?? '–' }))}
            value={owner}
            onChange={setOwner}
          />
          <SelectField
            label={t('dialog.customerOwner')}
            optional
            clearable
            options={contacts}
            value={customerOwner}
            onChange={setCustomerOwner}
          />
        </Row>
        <CheckField label={t('dialog.forCustomer')} checked={forCustomer} onChange={setForCustomer} />
        {kind === 'goal' ? (
          <>
            <CommandProblem command={addGoal} />
            <CommandProblem command={editGoal} />
          </>
        ) : (
          <>
            <CommandProblem command={addMilestone} />
            <CommandProblem command={editMilestone} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}
