import { useDeskState } from '../app';
import { Card, Mark, TextLink, useText } from '../ui';
import { todayText } from './text';
import styles from './today.module.css';

const MARKS = { note: 'ring', warning: 'warning', damage: 'warning' } as const;

/** What one should know about this device and its copy of the workspace. */
export function NoticesCard() {
  const t = useText(todayText);
  const { notices } = useDeskState();
  if (notices.length === 0) return null;
  return (
    <Card title={t('notices.title')} aside={<TextLink to="/settings/device">{t('notices.more')}</TextLink>}>
      <ul className={styles.notices}>
        {notices.map(({ kind, text }) => (
          <li key={text} data-kind={kind}>
            <Mark name={MARKS[kind]} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
