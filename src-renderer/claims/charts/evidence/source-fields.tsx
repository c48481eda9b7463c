import { DateField, FormRow, NumberField, Stack, TextAreaField, TextField, useText } from '../../../ui';
import type { KindFieldsProps } from './attach-dialog';
import { SourceField } from './source-file';
import { evidenceText } from './text';

/** A page of a document with the words on it. */
export function DocumentFields({ draft, onChange }: KindFieldsProps) {
  const t = useText(evidenceText);
  return (
    <Stack gap={3}>
      <SourceField label={t('drop.document')} value={draft.source} onChange={(source) => onChange({ source })} />
      <FormRow>
        <TextField
          label={t('document.title')}
          hint={t('document.title.hint')}
          optional
          maxLength={400}
          value={draft.title}
          onChange={(title) => onChange({ title })}
        />
        <NumberField
          label={t('document.page')}
          digits={0}
          min="1"
          value={draft.page}
          onChange={(page) => onChange({ page })}
        />
      </FormRow>
      <TextAreaField
        label={t('document.quote')}
        maxLength={4000}
        value={draft.quote}
        onChange={(quote) => onChange({ quote })}
      />
    </Stack>
  );
}

/** A public address, with the copy that was captured of it and the day. */
export function WebFields({ draft, onChange }: KindFieldsProps) {
  const t = useText(evidenceText);
  return (
    <Stack gap={3}>
      <FormRow>
        <TextField
          label={t('web.url')}
          type="url"
          placeholder="https://"
          maxLength={2000}
          value={draft.url}
          onChange={(url) => onChange({ url })}
        />
        <DateField label={t('web.on')} value={draft.on} onChange={(on) => onChange({ on })} />
      </FormRow>
      <SourceField
        label={t('drop.web')}
        hint={t('drop.web.hint')}
        value={draft.source}
        onChange={(source) => onChange({ source })}
      />
      <TextAreaField
        label={t('web.quote')}
        maxLength={4000}
        value={draft.quote}
        onChange={(quote) => onChange({ quote })}
      />
    </Stack>
  );
}
