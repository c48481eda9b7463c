/** A person's roles as one line: `rep, admin`. */
export function rolesText(roles: readonly string[]): string {
  return roles.join(', ');
}
