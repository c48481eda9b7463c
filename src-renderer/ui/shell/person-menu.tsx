import { Menu } from '@mantine/core';
import { Fragment } from 'react';
import { Avatar } from '../controls/avatar';
import { Icon } from '../controls/icons';
import { Mark } from '../controls/marks';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import { type ThemeChoice, useThemeChoice } from '../theme/theme-choice';
import styles from './shell.module.css';
import type { PersonSwitch } from './shell-types';

const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Who one is, at the foot of the navigation; opens the switch of persons and of light and dark. */
export function PersonMenu({ current, workspace, people = [], onSwitch, items = [] }: PersonSwitch) {
  const t = useText(uiText);
  const choice = useThemeChoice((state) => state.choice);
  const setChoice = useThemeChoice((state) => state.setChoice);
  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <button
          type="button"
          className={styles.person}
          aria-label={t('person.current', { name: current.name, role: current.role })}
        >
          <Avatar name={current.name} size={24} />
          <span className={styles.personText}>
            <span>{current.name}</span>
            <small>
              {current.role} · {workspace}
            </small>
          </span>
          <Icon name="chevron-down" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {people.length > 1 && (
          <>
            <Menu.Label>{t('person.switch')}</Menu.Label>
            {people.map((person) => (
              <Menu.Item
                key={person.id}
                role="menuitemradio"
                aria-checked={person.id === current.id}
                leftSection={<Avatar name={person.name} size={20} />}
                rightSection={person.id === current.id && <Mark name="check" />}
                onClick={() => onSwitch?.(person.id)}
              >
                {person.name} <small>{person.role}</small>
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{t('theme.label')}</Menu.Label>
        {CHOICES.map((one) => (
          <Menu.Item
            key={one}
            role="menuitemradio"
            aria-checked={one === choice}
            closeMenuOnClick={false}
            rightSection={one === choice && <Mark name="check" />}
            onClick={() => setChoice(one)}
          >
            {t(`theme.${one}`)}
          </Menu.Item>
        ))}
        {items.map((item, index) => (
          <Fragment key={item.id}>
            {(index === 0 || item.section) && <Menu.Divider />}
            <Menu.Item leftSection={item.icon && <Icon name={item.icon} />} onClick={item.run}>
              {item.label}
            </Menu.Item>
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
