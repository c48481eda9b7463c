import { Anchor } from '../controls/links';
import { uiText } from '../text/english';
import { useFormat, useText } from '../text/locale-provider';
import { PersonMenu } from './person-menu';
import styles from './shell.module.css';
import type { NavigationGroup, PersonSwitch } from './shell-types';

export interface NavigationProps {
  product: string;
  groups: readonly NavigationGroup[];
  /** Id of the item that the screen belongs to. */
  current: string;
  person?: PersonSwitch;
}

/** The places of the application with what waits in each, and at the foot who one is. */
export function NavigationBar({ product, groups, current, person }: NavigationProps) {
  const t = useText(uiText);
  const format = useFormat();
  return (
    <nav aria-label={t('shell.navigation')} className={styles.nav}>
      <div className={styles.brand}>
        <i aria-hidden="true" />
        {product}
      </div>
      <div className={styles.places}>
        {groups.map((group, index) => (
          <div key={group.label ?? index}>
            {group.label && <h2 className={styles.groupLabel}>{group.label}</h2>}
            <ul>
              {group.items.map((item) => (
                <li key={item.id}>
                  <Anchor
                    to={item.to}
                    className={styles.place}
                    aria-current={item.id === current ? 'page' : undefined}
                    aria-label={item.count ? t('shell.count', { label: item.label, count: item.count }) : undefined}
                  >
                    <span>{item.label}</span>
                    {item.count ? <span className={styles.count}>{format.number(item.count)}</span> : null}
                  </Anchor>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {person && <PersonMenu {...person} />}
    </nav>
  );
}
