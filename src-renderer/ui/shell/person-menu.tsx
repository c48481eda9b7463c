import { Menu } from '@mantine/core';
import { Fragment, useState } from 'react';
import { Avatar } from '../controls/avatar';
import { Icon } from '../controls/icons';
import { Mark } from '../controls/marks';
import { useMenuPlace } from '../controls/menu-place';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import { type ThemeChoice, useThemeChoice } from '../theme/theme-choice';
import styles from './shell.module.css';
import type { PersonSwitch } from './shell-types';

const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Who one is, at the foot of the navigation; opens the switch of persons and of light and dark. */
export function PersonMenu({ current, workspace, people = [], onSwitch, note, items = [] }: PersonSwitch) {
  const t = useText(uiText);
  const [open, setOpen] = useState(false);
  const label = t('person.current', { name: current.name, role: current.role });
  const target = useMenuPlace(label, open);
  const choice = useThemeChoice((state) => state.choice);
  const setChoice = useThemeChoice((state) => state.setChoice);
  return (
    <Menu
      position="top-start"
      width={232}
      checkIcon={<Mark name="check" />}
      opened={open}
      onChange={setOpen}
      portalProps={{ target }}
    >
      <Menu.Target>
        <button type="button" className={styles.person} aria-label={label}>
          <Avatar name={current.name} size={24} />
          <span className={styles.personText}>
            <span>{current.name}</span>
            <small>{current.role}</small>
            <small title={workspace}>{workspace}</small>
          </span>
          <Icon name="chevron-down" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {people.length > 1 && (
          <>
            <Menu.Label role="presentation">{t('person.switch')}</Menu.Label>
            <Menu.RadioGroup value={current.id} onChange={(id) => onSwitch?.(id)}>
              {people.map((person) => (
                <Menu.RadioItem key={person.id} value={person.id} closeMenuOnClick>
                  {person.name} <small>{person.role}</small>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Divider role="separator" />
          </>
        )}
        {note && (
          <>
            <Menu.Label role="presentation" className={styles.menuNote}>
              {note}
            </Menu.Label>
            <Menu.Divider role="separator" />
          </>
        )}
        <Menu.Label role="presentation">{t('theme.label')}</Menu.Label>
        <Menu.RadioGroup value={choice} onChange={(one) => setChoice(one as ThemeChoice)}>
          {CHOICES.map((one) => (
            <Menu.RadioItem key={one} value={one}>
              {t(`theme.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {items.map((item, index) => (
          <Fragment key={item.id}>
            {(index === 0 || item.section) && <Menu.Divider role="separator" />}
            <Menu.Item leftSection={item.icon && <Icon name={item.icon} />} onClick={item.run}>
              {item.label}
            </Menu.Item>
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
