import { comparableFacts, conditionLabel, factGroups, measurementsEvidence } from '../../../src-shared/bakeoffs';
import { IconButton, NumberField, SelectField, type SelectOption, Stack, useText } from '../../ui';
import styles from '../bakeoffs.module.css';
import type { ConditionsDraft, LimitsDraft } from './plan-draft';
import { createText } from './text';

interface LimitsProps {
  draft: LimitsDraft;
  onChange(change: Partial<LimitsDraft>): void;
}

/** What is too small to matter, how many failures are too many, when a version counts as old. */
export function Limits({ draft, onChange }: LimitsProps) {
  const t = useText(createText);
  return (
    <>
      <NumberField
        label={t('band')}
        hint={t('band.hint')}
        unit="%"
        value={draft.band}
        onChange={(band) => onChange({ band })}
        min="0.1"
        max="100"
      />
      <NumberField
        label={t('errors')}
        hint={t('errors.hint')}
        optional
        unit="%"
        value={draft.errorRate}
        onChange={(errorRate) => onChange({ errorRate })}
        min="0"
        max="100"
      />
      <NumberField
        label={t('old')}
        hint={t('old.hint')}
        optional
        unit={t('months')}
        digits={0}
        value={draft.oldAfter}
        onChange={(oldAfter) => onChange({ oldAfter })}
        min="0"
        max="120"
      />
      <StaleAfter value={draft.staleAfter} onChange={(staleAfter) => onChange({ staleAfter })} />
    </>
  );
}

interface StaleAfterProps {
  value: string | null;
  onChange(days: string | null): void;
}

/** After how many days a recorded verdict counts as out of date; may be changed at any time. */
export function StaleAfter({ value, onChange }: StaleAfterProps) {
  const t = useText(createText);
  return (
    <NumberField
      label={t('stale')}
      hint={t('stale.hint')}
      optional
      unit={t('days')}
      digits={0}
      value={value}
      onChange={onChange}
      min="1"
      max="3650"
    />
  );
}

interface ConditionsProps {
  draft: ConditionsDraft;
  onChange(change: Partial<ConditionsDraft>): void;
}

/** How the runs are to be made: what of each is left out as warm-up, and how many a side. */
export function RunConditions({ draft, onChange }: ConditionsProps) {
  const t = useText(createText);
  return (
    <>
      <NumberField
        label={t('warm-up')}
        hint={t('warm-up.hint')}
        optional
        unit="s"
        value={draft.discard}
        onChange={(discard) => onChange({ discard })}
        min="0"
        max="86400"
      />
      <NumberField
        label={t('runs')}
        hint={t('runs.hint')}
        optional
        digits={0}
        value={draft.runsWanted}
        onChange={(runsWanted) => onChange({ runsWanted })}
        min="2"
        max="1000"
      />
    </>
  );
}

const optionsOf = (paths: ReadonlySet<string> | null): SelectOption[] =>
  factGroups.flatMap(({ title, fields }) =>
    fields
      .filter(({ path }) => paths === null || paths.has(path))
      .map(({ path, label }) => ({ value: path, label, group: title })),
  );

const equalOptions = optionsOf(new Set(comparableFacts.map(({ path }) => path)));
const presentOptions: readonly SelectOption[] = [
  { value: measurementsEvidence, label: conditionLabel(measurementsEvidence), group: 'Evidence' },
  ...optionsOf(null),
];

/** Which facts must be the same in every run, and what every run must bring. Each one that is missing stops the comparison. */
export function FactConditions({ draft, onChange }: ConditionsProps) {
  const t = useText(createText);
  return (
    <>
      <ChosenFacts
        label={t('equal')}
        add={t('equal.add')}
        about={t('equal.hint')}
        options={equalOptions}
        chosen={draft.mustBeEqual}
        onChange={(mustBeEqual) => onChange({ mustBeEqual })}
      />
      <ChosenFacts
        label={t('present')}
        add={t('present.add')}
        about={t('present.hint')}
        options={presentOptions}
        chosen={draft.mustBePresent}
        onChange={(mustBePresent) => onChange({ mustBePresent })}
      />
    </>
  );
}

interface ChosenFactsProps {
  label: string;
  /** Label of the field that adds one. */
  add: string;
  about: string;
  options: readonly SelectOption[];
  chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** A short list of facts out of many: those chosen stand above, one more is found by typing. */
function ChosenFacts({ label, add, about, options, chosen, onChange }: ChosenFactsProps) {
  const t = useText(createText);
  return (
    <Stack gap={2}>
      <SelectField
        label={label}
        hint={about}
        placeholder={add}
        options={options.filter(({ value }) => !chosen.includes(value))}
        value={null}
        onChange={(path) => path && onChange([...chosen, path])}
        searchable
      />
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={label}>
          {chosen.map((path) => (
            <li key={path}>
              <span>{conditionLabel(path)}</span>
              <IconButton
                icon="close"
                size="small"
                label={t('fact.remove', { fact: conditionLabel(path) })}
                onClick={() => onChange(chosen.filter((one) => one !== path))}
              />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
