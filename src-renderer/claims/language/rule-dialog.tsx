import { useMemo } from 'react';
import { type LanguageRule, languageCategories } from '../../../src-shared/claims';
import { CommandProblem, useCommand, useDraft } from '../../app';
import { useDesk } from '../../client';
import {
  Button,
  CheckField,
  Chip,
  Dialog,
  Form,
  FormRow,
  Row,
  Section,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useFormat,
  useText,
} from '../../ui';
import styles from './language.module.css';
import { languageText } from './text';
import { draftOf, emptyDraft, newRuleId, type RuleDraft, type TriedExample, tryRule } from './try-rule';

export interface RuleDialogProps {
  /** Null for a new one. */
  rule: LanguageRule | null;
  /** Ids of all rules. */
  taken: readonly string[];
  onClose(): void;
}

const CLEARED = ['none', 'any', 'speed', 'cost', 'robustness'] as const;

/** Edits a rule; its examples are tried with each keystroke, and it cannot be saved while one comes out otherwise. */
export function RuleDialog({ rule, taken, onClose }: RuleDialogProps) {
  const t = useText(languageText);
  const format = useFormat();
  const save = useCommand(useDesk().claims.saveRule);
  const initial = useMemo(() => (rule ? draftOf(rule) : emptyDraft), [rule]);
  const draft = useDraft<RuleDraft>(`/claims/language?edit=${rule?.id ?? 'new'}`, initial);
  const typed = draft.value;
  const set = (change: Partial<RuleDraft>) => draft.set({ ...typed, ...change });
  const tried = useMemo(() => tryRule(rule?.id ?? newRuleId(typed.title, taken), typed), [rule, taken, typed]);
  const lacking = !typed.title.trim() || !typed.reason.trim() || !typed.suggestion.trim() || !typed.patterns.trim();
  const problem = lacking ? null : tried.problem;
  const errorOf = (field: string) =>
    problem?.field.startsWith(field) ? `${problem.message} ${problem.hint}`.trim() : null;
  const missing = lacking ? t('edit.needs') : problem?.message;
  const act = async () => {
    if (missing) return;
    if (!(await save.run({ rule: tried.rule }))) return;
    draft.drop();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={rule ? t('edit.title', { title: rule.title }) : t('edit.title.new')}
      actions={
        <Button kind="primary" busy={save.busy} unavailable={missing} onClick={act}>
          {t('edit.save')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        {draft.found !== null && (
          <Row>
            <span className="quiet">{t('edit.unfinished', { when: format.dateTime(draft.found) })}</span>
            <Button size="small" onClick={draft.drop}>
              {t('edit.drop')}
            </Button>
          </Row>
        )}
        <FormRow>
          <TextField
            label={t('edit.name')}
            value={typed.title}
            error={errorOf('title')}
            onChange={(title) => set({ title })}
            maxLength={120}
          />
          <SelectField
            label={t('edit.category')}
            options={languageCategories.map((value) => ({ value, label: t(`category.${value}`) }))}
            value={typed.category}
            onChange={(category) => category && set({ category })}
          />
        </FormRow>
        <TextAreaField
          label={t('edit.reason')}
          hint={t('edit.reason.hint')}
          rows={2}
          value={typed.reason}
          error={errorOf('reason')}
          onChange={(reason) => set({ reason })}
          maxLength={2000}
        />
        <TextField
          label={t('edit.suggestion')}
          hint={t('edit.suggestion.hint', { word: '{word}', archetype: '{archetype}' })}
          value={typed.suggestion}
          error={errorOf('suggestion')}
          onChange={(suggestion) => set({ suggestion })}
          maxLength={500}
        />
        <TextAreaField
          label={t('edit.patterns')}
          className={styles.lines}
          hint={t('edit.patterns.hint')}
          rows={6}
          value={typed.patterns}
          error={errorOf('patterns')}
          onChange={(patterns) => set({ patterns })}
        />
        <TextAreaField
          label={t('edit.exceptions')}
          className={styles.lines}
          hint={t('edit.exceptions.hint')}
          rows={3}
          value={typed.exceptions}
          error={errorOf('exceptions')}
          onChange={(exceptions) => set({ exceptions })}
        />
        <FormRow>
          <TextAreaField
            label={t('edit.bad')}
            className={styles.lines}
            hint={t('edit.bad.hint')}
            rows={4}
            value={typed.bad}
            error={errorOf('examples.bad')}
            onChange={(bad) => set({ bad })}
          />
          <TextAreaField
            label={t('edit.good')}
            className={styles.lines}
            hint={t('edit.good.hint')}
            rows={4}
            value={typed.good}
            error={errorOf('examples.good')}
            onChange={(good) => set({ good })}
          />
        </FormRow>
        {tried.bad.length + tried.good.length > 0 && (
          <Section title={t('edit.tried')}>
            <TriedList examples={[...tried.bad, ...tried.good]} />
          </Section>
        )}
        <SelectField
          label={t('edit.cleared')}
          options={CLEARED.map((value) => ({ value, label: t(`edit.cleared.${value}`) }))}
          value={typed.clearedBy ?? 'none'}
          onChange={(value) => set({ clearedBy: value === 'none' ? null : value })}
        />
        <Stack gap={2}>
          <CheckField label={t('edit.negation')} checked={typed.negation} onChange={(negation) => set({ negation })} />
          <CheckField label={t('edit.enabled')} checked={typed.enabled} onChange={(enabled) => set({ enabled })} />
        </Stack>
        <CommandProblem command={save} />
      </Form>
    </Dialog>
  );
}

function TriedList({ examples }: { examples: readonly TriedExample[] }) {
  const t = useText(languageText);
  const format = useFormat();
  return (
    <ul className={styles.triedExamples} aria-label={t('edit.tried')} aria-live="polite">
      {examples.map(({ text, found, right }) => (
        <li key={text}>
          <Chip size="small" tone={right ? 'good' : 'bad'}>
            {found.length > 0 ? t('edit.tried.flags', { words: format.list(found) }) : t('edit.tried.nothing')}
          </Chip>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
