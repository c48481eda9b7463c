import { type Role, roles } from '../../src-shared/workspace';
import { CheckField, useText } from '../ui';
import { workspaceText } from './text';
import styles from './workspace.module.css';

export interface RolesFieldProps {
  label: string;
  /** Only for screen readers, where a heading beside it says the same. */
  hideLabel?: boolean;
  value: readonly Role[];
  onChange(roles: Role[]): void;
  /** A role that cannot be taken away here. */
  fixed?: Role;
  error?: string | null;
}

/** What a person does here, each role with what it opens. */
export function RolesField({ label, hideLabel, value, onChange, fixed, error }: RolesFieldProps) {
  const t = useText(workspaceText);
  return (
    <fieldset className={styles.roles}>
      <legend className={hideLabel ? 'only-screen-reader' : undefined}>{label}</legend>
      {roles.map((role) => (
        <CheckField
          key={role}
          label={t(`role.${role}`)}
          hint={role === fixed && role === 'admin' ? t('role.admin.fixed') : t(`role.${role}.about`)}
          checked={value.includes(role) || role === fixed}
          disabled={role === fixed}
          onChange={(checked) => onChange(checked ? [...value, role] : value.filter((one) => one !== role))}
        />
      ))}
      {error && (
        <p role="alert" className={styles.fieldError}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
