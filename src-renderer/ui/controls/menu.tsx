import { Menu } from '@mantine/core';
import { cloneElement, Fragment, type ReactElement, useEffect, useRef, useState } from 'react';
import styles from './controls.module.css';
import { Icon, type IconName } from './icons';
import { Keys } from './keys';
import { useMenuPlace } from './menu-place';

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

interface TriggerProps {
  label?: string;
  'aria-label'?: string;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  onPointerDown?(): void;
  onClick?(): void;
}

export interface ActionMenuProps {
  /** The button that opens it, such as `<IconButton icon="more" label="More actions" />`. */
  trigger: ReactElement<TriggerProps>;
  items: readonly MenuItem[];
}

/**
 * Actions that are not needed at every moment, behind one button. The menu itself is built when it is opened, so that a
 * thousand rows can have one each.
 */
export function ActionMenu({ trigger, items }: ActionMenuProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const name = trigger.props['aria-label'] ?? trigger.props.label ?? '';
  const target = useMenuPlace(name, open);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    // While it is being placed it is not shown, and takes no focus.
    const timer = setInterval(() => {
      if (!menu.current?.contains(document.activeElement)) menu.current?.focus({ preventScroll: true });
      if (menu.current?.contains(document.activeElement)) clearInterval(timer);
    }, 20);
    return () => clearInterval(timer);
  }, [open]);
  /** Pressing the button while the menu is open closes it by itself; the click that follows must not open it again. */
  const closing = useRef(false);
  const close = () => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  const button = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    onPointerDown: () => {
      closing.current = open;
    },
    onClick: () => {
      if (!closing.current) setOpen(true);
      closing.current = false;
    },
  });
  return (
    <span ref={place} className={styles.menuPlace}>
      {button}
      {open && (
        <Menu opened onChange={(opened) => !opened && close()} returnFocus={false} portalProps={{ target }}>
          <Menu.Target>
            {/* Stands for the button: the menu is placed by it, and named by the words in it. */}
            <span className={styles.menuAnchor} aria-hidden="true">
              <span className="only-screen-reader">{name}</span>
            </span>
          </Menu.Target>
          <Menu.Dropdown ref={menu} className={styles.menu}>
            <Items items={items} />
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}

function Items({ items }: { items: readonly MenuItem[] }) {
  // Where one has an icon all keep its place free, so that the names stand below each other.
  const indented = items.some((item) => item.icon);
  return items.map((item, index) => (
    <Fragment key={item.id}>
      {item.section && index > 0 && <Menu.Divider role="separator" />}
      {typeof item.section === 'string' && <Menu.Label role="presentation">{item.section}</Menu.Label>}
      <Menu.Item
        disabled={Boolean(item.unavailable)}
        onClick={item.run}
        className={item.danger ? styles.menuDanger : undefined}
        leftSection={item.icon ? <Icon name={item.icon} /> : indented && <span className={styles.menuIndent} />}
        rightSection={item.shortcut && <Keys keys={item.shortcut} />}
      >
        {item.label}
        {item.unavailable && <small className={styles.menuReason}>{item.unavailable}</small>}
      </Menu.Item>
    </Fragment>
  ));
}
