import { useState } from 'react';
import type { RoiCaseView, RoiInputView, RoiScenario, RoiValue } from '../../../src-shared/roi';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, IconButton, NumberField, Row, SelectField, Stack, TextField, useText } from '../../ui';
import styles from '../roi.module.css';
import { caseText } from './text';

interface ScenarioDialogProps {
  found: RoiCaseView;
  /** Null for a new one. */
  scenario: string | null;
  onClose(): void;
}

type Take = RoiScenario['take'];

/** A scenario: where inputs stand in it, and what differs beside that. */
export function ScenarioDialog({ found, scenario, onClose }: ScenarioDialogProps) {
  const t = useText(caseText);
  const desk = useDesk();
  const set = useCommand(desk.roi.setScenario);
  const remove = useCommand(desk.roi.removeScenario);
  const stored = found.scenarios.find(({ key }) => key === scenario);
  const [label, setLabel] = useState(stored?.label ?? '');
  const [take, setTake] = useState<Take>(stored?.take ?? 'likely');
  const [values, setValues] = useState<Record<string, RoiValue | null>>(stored?.values ?? {});
  const names = Object.keys(values);
  const complete = label.trim() !== '' && names.every((name) => values[name] !== null);
  const inputOf = (name: string) => found.inputs.find((input) => input.name === name);
  const save = async () => {
    const gone = Object.keys(stored?.values ?? {}).filter((name) => !(name in values));
    const changed = { ...values, ...Object.fromEntries(gone.map((name) => [name, null])) };
    const key = scenario ?? keyOf(label, found);
    if (await set.run({ case: found.id, key, label: label.trim(), take, values: changed })) onClose();
  };
  const drop = async () => {
    if (scenario && (await remove.run({ case: found.id, key: scenario }))) onClose();
  };
  const others = found.inputs.filter(({ name }) => !(name in values));
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('scenario.title')}
      actions={
        <>
          {stored && (
            <Button kind="danger" busy={remove.busy} onClick={drop}>
              {t('scenarios.remove')}
            </Button>
          )}
          <Button kind="primary" busy={set.busy} unavailable={!complete && t('scenario.incomplete')} onClick={save}>
            {t('scenario.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <TextField label={t('scenario.name')} value={label} maxLength={120} onChange={setLabel} data-autofocus />
        <SelectField<Take>
          label={t('scenario.take')}
          options={(['likely', 'worse', 'better'] as const).map((value) => ({
            value,
            label: t(`scenario.take.${value}`),
          }))}
          value={take}
          onChange={(next) => next && setTake(next)}
        />
        <fieldset className={styles.offers}>
          <legend>{t('scenario.differs')}</legend>
          {names.length === 0 && <p className="quiet">{t('scenario.differs.none')}</p>}
          {names.map((name) => {
            const input = inputOf(name);
            const value = values[name] ?? null;
            return (
              <Row key={name} nowrap>
                <DifferenceField
                  name={name}
                  input={input}
                  value={value}
                  onChange={(next) => setValues({ ...values, [name]: next })}
                />
                <IconButton
                  icon="close"
                  size="small"
                  label={t('scenario.drop', { input: input?.label ?? name })}
                  onClick={() => setValues(Object.fromEntries(Object.entries(values).filter(([one]) => one !== name)))}
                />
              </Row>
            );
          })}
          <SelectField
            label={t('scenario.add')}
            options={others.map(({ name, label: text, group }) => ({
              value: name,
              label: text,
              ...(group && { group }),
            }))}
            value={null}
            onChange={(name) => {
              if (!name) return;
              setValues({ ...values, [name]: inputOf(name)?.value ?? null });
            }}
          />
        </fieldset>
        <CommandProblem command={set} />
        <CommandProblem command={remove} />
      </Stack>
    </Dialog>
  );
}

interface DifferenceProps {
  name: string;
  /** Absent where the model has no such input any more. */
  input: RoiInputView | undefined;
  value: RoiValue | null;
  onChange(value: RoiValue | null): void;
}

/** What one input is in a scenario: a number, or one for each year that was said. */
function DifferenceField({ name, input, value, onChange }: DifferenceProps) {
  const t = useText(caseText);
  const label = input?.label ?? name;
  const unit = input && input.shownUnit !== '1' ? { unit: input.shownUnit } : {};
  if (!Array.isArray(value)) {
    return <NumberField label={label} className={styles.grows} {...unit} value={value} onChange={onChange} />;
  }
  return (
    <div className={`${styles.yearValues} ${styles.grows}`}>
      {value.map((year, at) => (
        <NumberField
          // biome-ignore lint/suspicious/noArrayIndexKey: a year is its place
          key={at}
          label={`${label}, ${t('input.year', { year: at + 1 })}`}
          {...unit}
          value={year}
          onChange={(next) => onChange(next === null ? null : value.map((one, place) => (place === at ? next : one)))}
        />
      ))}
    </div>
  );
}

/** A key that no scenario of the case has, from the name's letters. */
function keyOf(label: string, found: RoiCaseView): string {
  const base =
    label
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '')
      .slice(0, 36) || 'scenario';
  const taken = new Set(found.scenarios.map(({ key }) => key));
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(key)) return key;
  }
}
