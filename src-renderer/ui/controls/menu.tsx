import { Menu } from '@mantine/core';
import { Fragment, type ReactElement } from 'react';
import styles from './controls.module.css';
import { Icon, type IconName } from './icons';
import { Keys } from './keys';

export interface MenuItem {
  id: string;
  label: string;
  run(): void;
  icon?: IconName;
  shortcut?: string;
  /** Cannot be undone; shown in the colour of errors. */
  danger?: boolean;
  /** Why it cannot be used now; shown under its name. */
  unavailable?: string | false | null;
  /** Begins a new section, under this heading if it is a text. */
  section?: string | true;
}

export interface ActionMenuProps {
  /** The button that opens it, such as `<IconButton icon="more" label="More actions" />`. */
  trigger: ReactElement;
  items: readonly MenuItem[];
}

/** Actions that are not needed at every moment, behind one button. */
export function ActionMenu({ trigger, items }: ActionMenuProps) {
  return (
    <Menu>
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {items.map((item, index) => (
          <Fragment key={item.id}>
            {item.section && index > 0 && <Menu.Divider role="separator" />}
            {typeof item.section === 'string' && <Menu.Label role="presentation">{item.section}</Menu.Label>}
            <Menu.Item
              disabled={Boolean(item.unavailable)}
              onClick={item.run}
              className={item.danger ? styles.menuDanger : undefined}
              leftSection={item.icon && <Icon name={item.icon} />}
              rightSection={item.shortcut && <Keys keys={item.shortcut} />}
            >
              {item.label}
              {item.unavailable && <small className={styles.menuReason}>{item.unavailable}</small>}
            </Menu.Item>
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
