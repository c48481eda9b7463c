import { Avatar, useText } from '../ui';
import styles from './app.module.css';
import { useDeskState } from './desk-state';
import { rolesText } from './person-roles';
import { useOnlyPerson } from './sync-status';
import { appText } from './text';
import { useActAs } from './use-act-as';

/** Asks who acts, where nobody is chosen at this seat. */
export function WhoActs() {
  const t = useText(appText);
  const { people } = useDeskState();
  const actAs = useActAs();
  const only = useOnlyPerson();
  return (
    <main className={styles.alone}>
      <h1>{t('person.choose')}</h1>
      <p className="quiet">{t('person.choose.about')}</p>
      <ul className={styles.people}>
        {people
          .filter(({ archived, id }) => !archived && (only === null || id === only))
          .map(({ id, name, title, roles }) => (
            <li key={id}>
              <button type="button" onClick={() => actAs(id)}>
                <Avatar name={name} size={28} />
                <span>
                  <b>{name ?? t('person.none')}</b>
                  {title && <small>{title}</small>}
                </span>
                <span className="quiet">{rolesText(roles)}</span>
              </button>
            </li>
          ))}
      </ul>
    </main>
  );
}
