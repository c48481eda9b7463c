import { useState } from 'react';
import { type RoiFilling, type RoiModelInput, roiFillings } from '../../../src-shared/roi';
import {
  Button,
  CheckField,
  Dialog,
  FormRow,
  NumberField,
  Segment,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useText,
} from '../../ui';
import styles from '../roi.module.css';
import { modelText } from './text';

interface InputDialogProps {
  input: RoiModelInput;
  /** Left out where nothing changes. */
  onKeep?: ((input: RoiModelInput) => void) | undefined;
  onClose(): void;
}

type Better = 'more' | 'less' | 'none';

/** All of one input: what it is called, what stands by itself, between what it may lie, and where cases fill it from. */
export function InputDialog({ input, onKeep, onClose }: InputDialogProps) {
  const t = useText(modelText);
  const [draft, setDraft] = useState(input);
  const set = (change: Partial<RoiModelInput>) => setDraft({ ...draft, ...change });
  const keep = () => {
    onKeep?.(draft);
    onClose();
  };
  const years = Array.isArray(draft.value) ? draft.value : [];
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('input.title', { input: draft.label })}
      actions={
        onKeep && (
          <Button kind="primary" onClick={keep}>
            {t('input.save')}
          </Button>
        )
      }
    >
      <fieldset className={styles.plain} disabled={!onKeep}>
        <Stack>
          <FormRow>
            <TextField
              label={t('input.label')}
              value={draft.label}
              maxLength={120}
              onChange={(label) => set({ label })}
              data-autofocus
            />
            <TextField label={t('input.name')} mono value={draft.name} onChange={(name) => set({ name })} />
          </FormRow>
          <FormRow>
            <TextField label={t('input.unit')} value={draft.unit} maxLength={80} onChange={(unit) => set({ unit })} />
            <TextField
              label={t('input.group')}
              optional
              value={draft.group}
              maxLength={80}
              onChange={(group) => set({ group })}
            />
          </FormRow>
          <TextAreaField
            label={t('input.help')}
            optional
            value={draft.help}
            maxLength={600}
            onChange={(help) => set({ help })}
          />
          <Segment
            label={t('input.shape')}
            options={(['number', 'by-year'] as const).map((shape) => ({
              value: shape,
              label: t(`input.shape.${shape}`),
            }))}
            value={draft.shape}
            onChange={(shape) => set({ shape, value: null, low: null, high: null })}
          />
          {draft.shape === 'number' ? (
            <FormRow>
              <NumberField
                label={t('input.value')}
                optional
                value={typeof draft.value === 'string' ? draft.value : null}
                onChange={(value) => set({ value })}
              />
              <NumberField label={t('input.low')} optional value={draft.low} onChange={(low) => set({ low })} />
              <NumberField label={t('input.high')} optional value={draft.high} onChange={(high) => set({ high })} />
            </FormRow>
          ) : (
            <TextField
              label={`${t('input.value')}, ${t('input.byYear')}`}
              optional
              placeholder="0.4; 0.8; 1"
              value={years.join('; ')}
              onChange={(text) => {
                const said = text
                  .split(';')
                  .map((part) => part.trim())
                  .filter((part) => part !== '');
                set({ value: said.length > 0 ? said : null });
              }}
            />
          )}
          <TextField
            label={t('input.source')}
            optional
            value={draft.source}
            maxLength={400}
            onChange={(source) => set({ source })}
          />
          <FormRow>
            <NumberField
              label={t('input.minimum')}
              hint={t('input.bounds.hint')}
              optional
              value={draft.minimum}
              onChange={(minimum) => set({ minimum })}
            />
            <NumberField
              label={t('input.maximum')}
              optional
              value={draft.maximum}
              onChange={(maximum) => set({ maximum })}
            />
          </FormRow>
          <TextField
            label={t('input.because')}
            optional
            value={draft.because}
            maxLength={300}
            onChange={(because) => set({ because })}
          />
          <Segment<Better>
            label={t('input.better')}
            options={(['more', 'less', 'none'] as const).map((better) => ({
              value: better,
              label: t(`input.better.${better}`),
            }))}
            value={draft.better ?? 'none'}
            onChange={(better) => set({ better: better === 'none' ? null : better })}
          />
          <SelectField<RoiFilling | 'none'>
            label={t('input.fill')}
            options={[
              { value: 'none', label: t('input.fill.none') },
              ...roiFillings.map((fill) => ({ value: fill, label: t(`fill.${fill}`) })),
            ]}
            value={draft.fill ?? 'none'}
            onChange={(fill) => set({ fill: fill === 'none' ? null : fill })}
          />
          <CheckField label={t('input.slider')} checked={draft.slider} onChange={(slider) => set({ slider })} />
        </Stack>
      </fieldset>
    </Dialog>
  );
}
