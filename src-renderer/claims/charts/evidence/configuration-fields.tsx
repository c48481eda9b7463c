import { useEffect, useState } from 'react';
import { findSetting } from '../../../../src-shared/claims';
import { errorRecord } from '../../../../src-shared/kernel/errors';
import { ErrorSurface, FormRow, Stack, TextField, useText } from '../../../ui';
import type { KindFieldsProps } from './attach-dialog';
import { SourceField } from './source-file';
import { evidenceText } from './text';

/** A key of a configuration file with its value, found in the file as it is typed. */
export function ConfigurationFields({ draft, onChange }: KindFieldsProps) {
  const t = useText(evidenceText);
  const { source, key, value } = draft;
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    let left = false;
    setText(null);
    setProblem(null);
    source
      ?.blob()
      .then((blob) => blob.text())
      .then(
        (content) => !left && setText(content),
        (thrown: unknown) => !left && setProblem(thrown),
      );
    return () => {
      left = true;
    };
  }, [source]);
  const found = text !== null && key.trim() !== '' ? findSetting(text, key.trim()) : undefined;
  const differs = found && value.trim() !== '' && value.trim() !== found.value;
  return (
    <Stack gap={3}>
      <SourceField
        label={t('drop.configuration')}
        ofRuns
        value={source}
        onChange={(next) => onChange({ source: next })}
      />
      <FormRow>
        <TextField
          label={t('setting.key')}
          hint={t('setting.key.hint')}
          mono
          maxLength={400}
          value={key}
          error={found === null ? t('setting.missing') : null}
          onChange={(next) => onChange({ key: next })}
        />
        <TextField
          label={t('setting.value')}
          hint={t('setting.value.hint')}
          optional
          mono
          maxLength={4000}
          value={value}
          error={differs ? t('setting.other', { value: found.value }) : null}
          onChange={(next) => onChange({ value: next })}
        />
      </FormRow>
      {found && !differs && (
        <p role="status">
          {found.line === null
            ? t('setting.found.plain', { value: found.value })
            : t('setting.found', { value: found.value, line: found.line })}
        </p>
      )}
      {problem !== null && <ErrorSurface error={errorRecord(problem)} />}
    </Stack>
  );
}
