import type { PersonView, Role } from '../../../src-shared/workspace';
import { TextField, useText } from '../../ui';
import { RolesField } from '../roles-field';
import { settingsText } from './text';

/** What can be said about a person. */
export interface PersonEdit {
  name: string;
  email: string;
  title: string;
  roles: Role[];
}

export const nobody: PersonEdit = { name: '', email: '', title: '', roles: [] };

/** What is kept about a person, as the form edits it. */
export function personEdit({ name, email, title, roles }: PersonView): PersonEdit {
  return { name: name ?? '', email: email ?? '', title: title ?? '', roles: [...roles] };
}

export interface PersonFieldsProps {
  edit: PersonEdit;
  onChange(edit: PersonEdit): void;
  /** Shows what is missing. */
  strict: boolean;
}

/** Name, e-mail, job title and roles. */
export function PersonFields({ edit, onChange, strict }: PersonFieldsProps) {
  const t = useText(settingsText);
  return (
    <>
      <TextField
        data-autofocus
        label={t('people.name')}
        value={edit.name}
        maxLength={200}
        error={strict && edit.name.trim() === '' ? t('people.missing.name') : null}
        onChange={(name) => onChange({ ...edit, name })}
      />
      <TextField
        label={t('people.email')}
        type="email"
        optional
        value={edit.email}
        maxLength={320}
        onChange={(email) => onChange({ ...edit, email })}
      />
      <TextField
        label={t('people.title')}
        optional
        value={edit.title}
        maxLength={200}
        onChange={(title) => onChange({ ...edit, title })}
      />
      <RolesField
        label={t('people.roles')}
        value={edit.roles}
        error={strict && edit.roles.length === 0 ? t('people.missing.roles') : null}
        onChange={(roles) => onChange({ ...edit, roles })}
      />
    </>
  );
}

/** Whether a person can be kept as they are filled in. */
export function isWhole(edit: PersonEdit): boolean {
  return edit.name.trim() !== '' && edit.roles.length > 0;
}
