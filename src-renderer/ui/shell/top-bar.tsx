import type { ReactNode } from 'react';
import { IconButton } from '../controls/button';
import { Icon } from '../controls/icons';
import { Keys } from '../controls/keys';
import { Anchor } from '../controls/links';
import { Segment } from '../controls/segment';
import { INSPECTOR_ID } from '../explain/traceable-number';
import type { View } from '../layout/view';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './shell.module.css';
import type { Crumb } from './shell-types';

export interface TopBarProps {
  breadcrumbs: readonly Crumb[];
  onFind(): void;
  view?: { value: View; onChange(view: View): void };
  sync?: ReactNode;
  inspector: { shown: boolean; onToggle(): void };
}

/** Where one is, the find box, whose eyes one sees with, and whether the others see it too. */
export function TopBar({ breadcrumbs, onFind, view, sync, inspector }: TopBarProps) {
  const t = useText(uiText);
  return (
    <header className={styles.top}>
      <nav aria-label={t('shell.breadcrumbs')} className={styles.crumbs}>
        <ol>
          {breadcrumbs.map((crumb, index) => (
            <li key={`${crumb.label}-${crumb.to}`}>
              {crumb.to && index < breadcrumbs.length - 1 ? (
                <Anchor to={crumb.to}>{crumb.label}</Anchor>
              ) : (
                <span aria-current="page">{crumb.label}</span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <button type="button" className={styles.find} aria-keyshortcuts="Control+K" onClick={onFind}>
        <Icon name="search" size={14} />
        <span>{t('shell.find')}</span>
        <Keys keys="Mod K" />
      </button>
      {view && (
        <Segment
          label={t('view.label')}
          value={view.value}
          onChange={view.onChange}
          options={[
            { value: 'ours', label: t('view.ours') },
            { value: 'customer', label: t('view.customer') },
          ]}
        />
      )}
      {sync}
      <IconButton
        icon="inspector"
        label={inspector.shown ? t('shell.inspector.hide') : t('shell.inspector.show')}
        shortcut="Mod I"
        aria-expanded={inspector.shown}
        aria-controls={INSPECTOR_ID}
        onClick={inspector.onToggle}
      />
    </header>
  );
}
