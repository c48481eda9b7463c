import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  CheckField,
  ErrorSurface,
  Form,
  Section,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useText,
} from '../../ui';
import styles from '../sync.module.css';
import { choiceInWords, editableFields, editedInput, type InputField } from './input-fields';
import { attentionText } from './text';

/** Does a refused act again, with its input changed in place where that is a text, a word of a list, a number or yes and no. */
export function Resend({ entry }: { entry: Extract<SyncInboxEntry, { kind: 'refused' }> }) {
  const t = useText(attentionText);
  const desk = useDesk();
  const queries = useQueryClient();
  const key = useDeskQueries().sync.key();
  const fields = editableFields(entry.input, entry.changes, entry.choices);
  const [written, setWritten] = useState<Record<string, string | boolean>>({});
  const [reason, setReason] = useState(entry.reason ?? '');
  const [bad, setBad] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const edited = editedInput(entry.input, fields, written);
  const resend = async () => {
    setBad(edited.bad);
    if (edited.bad.length > 0) return;
    setBusy(true);
    setProblem(null);
    try {
      await desk.sync.resend({
        id: entry.id,
        ...(edited.input && { input: edited.input }),
        ...(reason.trim() && { reason: reason.trim() }),
      });
      await queries.invalidateQueries({ queryKey: key });
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return (
    <Section title={t('resend.title')}>
      <p className="quiet">{t(fields.length > 0 ? 'resend.about' : 'resend.plain')}</p>
      <Form onSubmit={resend} aria-label={t('resend.title')}>
        <Stack gap={3}>
          {fields.length > 0 && (
            <fieldset className={styles.fields}>
              <legend className="only-screen-reader">{t('resend.fields')}</legend>
              {fields.map((field) => (
                <InputControl
                  key={field.key}
                  field={field}
                  value={written[field.key] ?? (field.kind === 'yes-no' ? field.value === true : String(field.value))}
                  error={bad.includes(field.key) ? t('resend.bad-number') : null}
                  onChange={(value) => setWritten({ ...written, [field.key]: value })}
                />
              ))}
            </fieldset>
          )}
          <TextAreaField
            label={t('resend.reason')}
            optional
            rows={2}
            value={reason}
            onChange={setReason}
            maxLength={2_000}
          />
          {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
          <div>
            <Button kind="primary" type="submit" busy={busy}>
              {t(edited.input ? 'resend.run.edited' : 'resend.run')}
            </Button>
          </div>
        </Stack>
      </Form>
    </Section>
  );
}

interface InputControlProps {
  field: InputField;
  value: string | boolean;
  error: string | null;
  onChange(value: string | boolean): void;
}

function InputControl({ field, value, error, onChange }: InputControlProps) {
  if (field.kind === 'yes-no') return <CheckField label={field.label} checked={value === true} onChange={onChange} />;
  if (field.kind === 'choice') {
    return (
      <SelectField
        label={field.label}
        error={error}
        value={String(value)}
        options={(field.options ?? []).map((word) => ({ value: word, label: choiceInWords(word) }))}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
      />
    );
  }
  return (
    <TextField
      label={field.label}
      error={error}
      value={String(value)}
      onChange={onChange}
      {...(field.kind === 'number' && { inputMode: 'decimal' as const })}
    />
  );
}
