import { useState } from 'react';
import { isColour } from '../../../src-shared/documents';
import type { WorkspaceView } from '../../../src-shared/workspace';
import { CommandProblem, useCommand, useDraft, useWorkspace } from '../../app';
import { useDesk } from '../../client';
import {
  Button,
  CheckField,
  Chip,
  Form,
  FormActions,
  FormSection,
  NumberField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
  useFormat,
  useText,
} from '../../ui';
import { currencyOptions, localeOptions } from '../choices';
import { workspaceText } from '../text';
import { BrandFields } from './brand-fields';
import { changedFields } from './changed-fields';
import styles from './settings.module.css';
import { settingsText } from './text';

/** What can be edited here; the workspace's id is not. */
export type CompanyEdit = Omit<WorkspaceView, 'id'>;

/** Company, formats, turnaround and brand: one form, saved as one receipt. */
export function CompanySettings() {
  const t = useText(settingsText);
  const words = useText(workspaceText);
  const format = useFormat();
  const { id: _id, ...saved } = useWorkspace();
  const draft = useDraft<CompanyEdit>('/settings#company', saved);
  const revise = useCommand(useDesk().workspace.revise);
  const [done, setDone] = useState(false);
  const [taking, setTaking] = useState(false);
  const edit = draft.value;
  const change = (next: (present: CompanyEdit) => CompanyEdit) => {
    setDone(false);
    draft.set(next);
  };
  const set = (changed: Partial<CompanyEdit>) => change((present) => ({ ...present, ...changed }));
  const changes = changedFields(saved, edit);
  const changed = Object.keys(changes).length > 0;
  const save = async () => {
    if (!changed || taking || !isColour(edit.brand.accent)) return;
    const outcome = await revise.run(changes);
    if (!outcome) return;
    draft.drop();
    setDone(true);
  };
  return (
    <Form onSubmit={save} aria-label={t('tab.company')}>
      <FormSection title={t('company.company')} about={t('company.about')} columns={2}>
        <TextField
          label={t('company.company')}
          value={edit.company}
          maxLength={200}
          onChange={(company) => set({ company })}
        />
        <TextField label={t('company.name')} value={edit.name} maxLength={120} onChange={(name) => set({ name })} />
        <TextAreaField
          label={t('company.address')}
          optional
          rows={3}
          value={edit.address}
          maxLength={600}
          onChange={(address) => set({ address })}
        />
      </FormSection>
      <FormSection title={t('formats.title')} about={t('formats.about')} columns={2}>
        <SelectField
          label={t('formats.currency')}
          options={currencyOptions}
          value={edit.currency}
          onChange={(currency) => currency && set({ currency })}
        />
        <SelectField
          label={t('formats.locale')}
          options={localeOptions(words)}
          value={edit.locale}
          onChange={(locale) => locale && set({ locale })}
        />
        <RadioField
          label={t('formats.paper')}
          options={[
            { value: 'a4', label: t('formats.paper.a4') },
            { value: 'letter', label: t('formats.paper.letter') },
          ]}
          value={edit.paper}
          onChange={(paper) => set({ paper })}
        />
      </FormSection>
      <FormSection title={t('turnaround.title')} about={t('turnaround.about')} columns={2}>
        <NumberField
          label={t('turnaround.hours')}
          unit={t('turnaround.unit')}
          min="1"
          max="720"
          value={String(edit.turnaroundHours)}
          onChange={(hours) => hours && /^\d+$/.test(hours) && set({ turnaroundHours: Number(hours) })}
        />
      </FormSection>
      <FormSection title={t('cost.title')} about={t('cost.about')}>
        <CheckField
          label={t('cost.reps')}
          hint={t('cost.reps.hint')}
          checked={edit.repsSeeCost}
          onChange={(repsSeeCost) => set({ repsSeeCost })}
        />
      </FormSection>
      <BrandFields
        edit={edit}
        onChange={(changed) => change((present) => ({ ...present, brand: { ...present.brand, ...changed } }))}
        onTaking={setTaking}
      />
      <CommandProblem command={revise} />
      <div className={styles.saveBar}>
        <FormActions>
          {changed && (
            <Chip tone="warn">
              {draft.found ? t('unsaved.found', { time: format.dateTime(draft.found) }) : t('unsaved')}
            </Chip>
          )}
          {done && !changed && <Chip tone="good">{t('saved')}</Chip>}
          <Button
            unavailable={!changed && t('saved')}
            onClick={() => {
              draft.drop();
              revise.forget();
            }}
          >
            {t('discard')}
          </Button>
          <Button kind="primary" type="submit" busy={revise.busy || taking} shortcut="Mod Enter">
            {t('save')}
          </Button>
        </FormActions>
      </div>
    </Form>
  );
}
