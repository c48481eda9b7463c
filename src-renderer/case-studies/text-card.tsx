import type { StudyView } from '../../src-shared/case-studies';
import { type Disclosure, disclosures } from '../../src-shared/kernel/disclosure';
import { CommandProblem, type Draft, SaveEdit, useCommand } from '../app';
import { useDesk } from '../client';
import {
  Card,
  CheckField,
  entryStyles,
  Form,
  KeyValueList,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useText,
} from '../ui';
import { studiesText } from './text';

/** The texts of a case study while they are being typed. */
export interface StudyTextDraft {
  title: string;
  situation: string;
  approach: string;
  results: string;
  anonymised: boolean;
  describedAs: string;
  disclosure: Disclosure;
}

export const draftOf = ({ title, situation, approach, results, anonymised, describedAs, disclosure }: StudyTextDraft) =>
  ({ title, situation, approach, results, anonymised, describedAs, disclosure }) satisfies StudyTextDraft;

const parts = ['situation', 'approach', 'results'] as const;

interface TextCardProps {
  study: StudyView;
  draft: Draft<StudyTextDraft>;
  editable: boolean;
}

/** What the case study says; typed here while it is a draft. */
export function TextCard({ study, draft, editable }: TextCardProps) {
  const t = useText(studiesText);
  if (editable) return <TextForm study={study} draft={draft} />;
  return (
    <Card title={t('text.title')}>
      <Stack>
        {parts.map((part) => (
          <section key={part}>
            <h3>{t(`field.${part}`)}</h3>
            <p className={entryStyles.prose}>{study[part] || '–'}</p>
          </section>
        ))}
        <KeyValueList
          items={[
            { label: t('field.disclosure'), value: t(`disclosure.${study.disclosure}`) },
            ...(study.anonymised ? [{ label: t('field.describedAs'), value: study.describedAs }] : []),
          ]}
        />
      </Stack>
    </Card>
  );
}

function TextForm({ study, draft }: Omit<TextCardProps, 'editable'>) {
  const t = useText(studiesText);
  const edit = useCommand(useDesk().caseStudies.edit);
  const typed = draft.value;
  const set = (change: Partial<StudyTextDraft>) => draft.set({ ...typed, ...change });
  const missing = typed.title.trim() === '' && t('needs.title');
  const save = async () => {
    if (missing || !draft.dirty) return;
    if (await edit.run({ study: study.id, ...typed, title: typed.title.trim() })) draft.drop();
  };
  return (
    <Card title={t('text.title')}>
      <Form onSubmit={save}>
        <TextField
          label={t('field.title')}
          value={typed.title}
          onChange={(title) => set({ title })}
          error={missing || null}
          maxLength={200}
        />
        {parts.map((part) => (
          <TextAreaField
            key={part}
            label={t(`field.${part}`)}
            hint={t(`field.${part}.hint`)}
            rows={6}
            value={typed[part]}
            onChange={(text) => set({ [part]: text })}
            maxLength={12_000}
          />
        ))}
        <SelectField
          label={t('field.disclosure')}
          options={disclosures.map((value) => ({ value, label: t(`disclosure.${value}`) }))}
          value={typed.disclosure}
          onChange={(value) => value && set({ disclosure: value })}
        />
        <CheckField
          label={t('field.anonymised')}
          checked={typed.anonymised}
          onChange={(anonymised) => set({ anonymised })}
        />
        {typed.anonymised && (
          <TextField
            label={t('field.describedAs')}
            hint={t('field.describedAs.hint')}
            value={typed.describedAs}
            onChange={(describedAs) => set({ describedAs })}
            maxLength={200}
          />
        )}
        <CommandProblem command={edit} />
        <SaveEdit draft={draft} busy={edit.busy} unavailable={missing} save={save} />
      </Form>
    </Card>
  );
}
