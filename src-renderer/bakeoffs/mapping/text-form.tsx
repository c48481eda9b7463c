import {
  draftPattern,
  draftQuantity,
  type MappingTrial,
  type TextMapping,
  type TextPattern,
} from '../../../src-shared/bakeoffs';
import { Button, CheckField, FormRow, IconButton, Row, SelectField, TextField, useText } from '../../ui';
import styles from './mapping.module.css';
import { PatternLines } from './pattern-lines';
import { QuantityFields, UnitSuggestions } from './quantity-fields';
import { mappingText } from './text';
import { TimeFields } from './time-fields';

interface TextFormProps {
  lines: readonly string[];
  content: TextMapping;
  trial: MappingTrial | undefined;
  onChange(content: TextMapping): void;
}

/** What the lines of a text mean: patterns with named groups, and beside them what each takes of the file. */
export function TextForm({ lines, content, trial, onChange }: TextFormProps) {
  const t = useText(mappingText);
  const { patterns, numbers } = content;
  const set = (next: TextPattern[]) => onChange({ ...content, patterns: next });
  const examples = lines
    .map((line, place) => ({ value: String(place), label: line.trim().slice(0, 120) }))
    .filter(({ label }) => /\d/.test(label));
  return (
    <>
      <UnitSuggestions />
      <PatternLines lines={lines} trial={trial} />
      <FormRow>
        <SelectField
          label={t('lines.from')}
          placeholder={t('lines.from.choose')}
          options={examples}
          value={null}
          onChange={(place) => place !== null && set([...patterns, draftPattern(lines[Number(place)]!)])}
          searchable
        />
        <TextField
          label={t('columns.key')}
          value={content.key.constant}
          onChange={(constant) => onChange({ ...content, key: { constant } })}
        />
        <SelectField
          label={t('written.decimal')}
          options={(['.', ','] as const).map((sign) => ({ value: sign, label: t(`decimal.${sign}`) }))}
          value={numbers.decimal}
          onChange={(decimal) =>
            decimal &&
            onChange({
              ...content,
              numbers: { decimal, grouping: numbers.grouping === decimal ? '' : numbers.grouping },
            })
          }
        />
        <SelectField
          label={t('written.grouping')}
          options={(['', ',', '.', ' ', "'", '_'] as const)
            .filter((sign) => sign !== numbers.decimal)
            .map((sign) => ({
              value: sign === '' ? 'none' : sign,
              label: t(`grouping.${sign === '' ? 'none' : sign}`),
            }))}
          value={numbers.grouping === '' ? 'none' : numbers.grouping}
          onChange={(next) =>
            next &&
            onChange({
              ...content,
              numbers: { ...numbers, grouping: (next === 'none' ? '' : next) as typeof numbers.grouping },
            })
          }
        />
      </FormRow>
      <ol className={styles.patterns}>
        {patterns.map((pattern, index) => (
          <PatternFields
            // biome-ignore lint/suspicious/noArrayIndexKey: patterns have no name but their place, which decides
            key={index}
            number={index + 1}
            pattern={pattern}
            only={patterns.length === 1}
            problem={trial?.problem?.where?.field === `patterns.${index}.pattern` ? trial.problem.message : null}
            onChange={(next) => set(patterns.with(index, next))}
            onRemove={() => set(patterns.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <Row>
        <Button size="small" onClick={() => set([...patterns, draftPattern('value 1')])}>
          {t('pattern.add')}
        </Button>
      </Row>
      <CheckField
        label={t('repetitions')}
        hint={t('repetitions.hint')}
        checked={content.repetitions}
        onChange={(repetitions) => onChange({ ...content, repetitions })}
      />
    </>
  );
}

interface PatternFieldsProps {
  number: number;
  pattern: TextPattern;
  only: boolean;
  problem: string | null;
  onChange(pattern: TextPattern): void;
  onRemove(): void;
}

const roles = ['value', 'key', 'section', 'time', 'none'] as const;
type GroupRole = (typeof roles)[number];

/** The names of the groups in a pattern as far as it is typed. */
export function groupsIn(pattern: string): string[] {
  return [...new Set([...pattern.matchAll(/\(\?P?<([A-Za-z_]\w*)>/g)].map(([, name]) => name!))];
}

function roleOf({ values, key, time }: TextPattern, group: string): GroupRole {
  if (values.some((value) => value.group === group)) return 'value';
  if (key?.group === group) return key.lasts === 'line' ? 'key' : 'section';
  return time?.group === group ? 'time' : 'none';
}

/** A pattern in which a group is something else than before. */
function withRole(pattern: TextPattern, group: string, role: GroupRole): TextPattern {
  const { key, time, values, ...rest } = pattern;
  const others = values.filter((value) => value.group !== group);
  return {
    ...rest,
    values: role === 'value' ? [...others, { group, ...draftQuantity(group) }] : others,
    ...(role === 'key' || role === 'section'
      ? { key: { group, lasts: role === 'key' ? ('line' as const) : ('until-next' as const) } }
      : key && key.group !== group && { key }),
    ...(role === 'time'
      ? { time: { group, format: 'iso' as const, zone: 'Z' } }
      : time && time.group !== group && { time }),
  };
}

/** A pattern whose groups were renamed keeps what the group at the same place was. */
function withText(pattern: TextPattern, text: string): TextPattern {
  const [before, after] = [groupsIn(pattern.pattern), groupsIn(text)];
  const renamed = (group: string): string => (after.includes(group) ? group : (after[before.indexOf(group)] ?? group));
  const { key, time, values } = pattern;
  return {
    ...pattern,
    pattern: text,
    values: values.map((value) => ({ ...value, group: renamed(value.group) })),
    ...(key && { key: { ...key, group: renamed(key.group) } }),
    ...(time && { time: { ...time, group: renamed(time.group) } }),
  };
}

function PatternFields({ number, pattern, only, problem, onChange, onRemove }: PatternFieldsProps) {
  const t = useText(mappingText);
  return (
    <li className={styles.pattern} aria-label={t('pattern.title', { number })}>
      <Row nowrap>
        <TextField
          mono
          className={styles.wide}
          label={t('pattern')}
          hint={number === 1 ? t('pattern.hint') : undefined}
          error={problem}
          value={pattern.pattern}
          spellCheck={false}
          onChange={(text) => onChange(withText(pattern, text))}
        />
        {!only && <IconButton icon="close" size="small" label={t('pattern.remove', { number })} onClick={onRemove} />}
      </Row>
      {groupsIn(pattern.pattern).map((group) => {
        const role = roleOf(pattern, group);
        const value = pattern.values.find((one) => one.group === group);
        return (
          <div key={group} className={styles.value}>
            <SelectField
              label={t('group.role', { group })}
              options={roles.map((one) => ({ value: one, label: t(`group.${one}`) }))}
              value={role}
              onChange={(next) => next && onChange(withRole(pattern, group, next))}
            />
            {value && (
              <QuantityFields
                quantity={value}
                onChange={(change) =>
                  onChange({
                    ...pattern,
                    values: pattern.values.map((one) => (one.group === group ? { ...one, ...change } : one)),
                  })
                }
              />
            )}
            {role === 'time' && pattern.time && (
              <FormRow>
                <TimeFields
                  time={pattern.time}
                  onChange={(time) => onChange({ ...pattern, time: { group, ...time } as typeof pattern.time })}
                />
              </FormRow>
            )}
          </div>
        );
      })}
      <CheckField
        label={t('pattern.failed')}
        checked={pattern.failed}
        onChange={(failed) => onChange({ ...pattern, failed })}
      />
    </li>
  );
}
