import { useMemo, useState } from 'react';
import {
  type FactChanges,
  type FactField,
  factGroups,
  factText,
  readFact,
  type StoredMetadata,
} from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import {
  Button,
  DateField,
  Dialog,
  ErrorSurface,
  Form,
  NumberField,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useText,
} from '../../ui';
import styles from '../bakeoffs.module.css';
import { factsText } from './text';

/** A run whose facts are recorded, stored already or about to be imported. */
export interface FactsSubject {
  id: string;
  name: string;
  metadata: StoredMetadata;
  ranBy: string | null;
}

export interface FactsDialogProps {
  subjects: readonly FactsSubject[];
  busy?: boolean;
  problem?: ErrorRecord | null;
  /** What was changed, by path; null takes a fact away. `ranBy` is left out where it was not changed. */
  onSave(changes: FactChanges, ranBy: string | null | undefined): void;
  onClose(): void;
}

/** The text that all subjects have; undefined where they differ. */
function common(subjects: readonly FactsSubject[], field: FactField): string | undefined {
  const texts = new Set(subjects.map(({ metadata }) => factText(metadata, field)));
  return texts.size === 1 ? [...texts][0] : undefined;
}

/** Records facts of one run, or the same facts of several. What is empty is unknown. */
export function FactsDialog({ subjects, busy = false, problem, onSave, onClose }: FactsDialogProps) {
  const t = useText(factsText);
  const many = subjects.length > 1;
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [who, setWho] = useState<string | null>(null);
  const [refused, setRefused] = useState<ErrorRecord | null>(null);
  const groups = useMemo(
    () =>
      factGroups.map(({ title, fields }) => ({
        title,
        fields: fields.filter(({ ofOneRun }) => !(many && ofOneRun)),
      })),
    [many],
  );
  const people = new Set(subjects.map(({ ranBy }) => ranBy ?? ''));
  const commonWho = people.size === 1 ? [...people][0]! : undefined;
  const nothing = Object.keys(typed).length === 0 && who === null;
  const save = () => {
    try {
      const changes = Object.fromEntries(
        groups
          .flatMap(({ fields }) => fields)
          .filter(({ path }) => typed[path] !== undefined)
          .map((field) => [field.path, readFact(field, typed[field.path]!)]),
      );
      setRefused(null);
      onSave(changes, who === null ? undefined : who.trim() || null);
    } catch (thrown) {
      setRefused(errorRecord(thrown));
    }
  };
  const set = (path: string, text: string) => setTyped((before) => ({ ...before, [path]: text }));
  const shownProblem = refused ?? problem ?? null;
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={many ? t('title.many', { count: subjects.length }) : t('title', { name: subjects[0]?.name ?? '' })}
      actions={
        <Button kind="primary" busy={busy} unavailable={nothing && t('save.nothing')} onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <Form onSubmit={save}>
        <Stack>
          <p className="quiet">
            {t('about')} {many && t('about.many')}
          </p>
          <div className={styles.factGroups}>
            {groups.map(({ title, fields }, index) => (
              <section key={title} aria-label={title}>
                <h3>{title}</h3>
                <div className={styles.factGroup}>
                  {index === 1 && (
                    <TextField
                      label={t('ran-by')}
                      hint={t('ran-by.hint')}
                      placeholder={commonWho === undefined ? t('differs') : t('unknown')}
                      value={who ?? commonWho ?? ''}
                      onChange={setWho}
                    />
                  )}
                  {fields.map((field) => {
                    const shared = common(subjects, field);
                    return (
                      <FactInput
                        key={field.path}
                        field={field}
                        value={typed[field.path] ?? shared ?? ''}
                        placeholder={shared === undefined ? t('differs') : t('unknown')}
                        error={shownProblem?.where?.field === field.path ? shownProblem.message : null}
                        onChange={(text) => set(field.path, text)}
                      />
                    );
                  })}
                </div>
              </section>
            ))}
          </div>
          {shownProblem && <ErrorSurface error={shownProblem} />}
        </Stack>
      </Form>
    </Dialog>
  );
}

interface FactInputProps {
  field: FactField;
  value: string;
  placeholder: string;
  error: string | null;
  onChange(text: string): void;
}

function FactInput({ field, value, placeholder, error, onChange }: FactInputProps) {
  const t = useText(factsText);
  const { label, kind, hint, unit, choices } = field;
  const frame = { label, hint, error, placeholder };
  switch (kind) {
    case 'number':
    case 'whole':
      return (
        <NumberField
          {...frame}
          value={value || null}
          onChange={(number) => onChange(number ?? '')}
          {...(unit && { unit })}
          {...(kind === 'whole' && { digits: 0 })}
        />
      );
    case 'day':
      return <DateField {...frame} value={value || null} onChange={(day) => onChange(day ?? '')} />;
    case 'choice':
    case 'yes-no': {
      const options =
        kind === 'choice'
          ? (choices ?? []).map((choice) => ({ value: choice, label: choice }))
          : [
              { value: 'yes', label: t('yes') },
              { value: 'no', label: t('no') },
            ];
      return (
        <SelectField
          {...frame}
          options={options}
          value={value || null}
          onChange={(chosen) => onChange(chosen ?? '')}
          clearable
        />
      );
    }
    case 'settings':
      return <TextAreaField {...frame} hint={t('settings.hint')} value={value} onChange={onChange} rows={2} />;
    default:
      return <TextField {...frame} value={value} onChange={onChange} />;
  }
}
