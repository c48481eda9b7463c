import { Tooltip } from '@mantine/core';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import styles from './controls.module.css';
import { useGridPlace, useTabStop } from './grid-focus';
import { Icon, type IconName } from './icons';
import { Keys, shortcutText } from './keys';
import { Anchor } from './links';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  /** `primary`: the one next step of a screen. `danger`: cannot be undone. `quiet`: among others of its kind. */
  kind?: 'primary' | 'default' | 'quiet' | 'danger';
  size?: 'medium' | 'small';
  icon?: IconName;
  /** Under way: keeps its place and its name, and does not act again. */
  busy?: boolean;
  /** Why it cannot be used now, in a sentence. The button stays reachable and says so. */
  unavailable?: string | false | null;
  /** Shown beside the name, such as `Ctrl Enter`. */
  shortcut?: string;
  /** Makes it a link to a path that looks like a button. */
  to?: string;
}

const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ');

/**
 * @example <Button kind="primary" onClick={send} unavailable={!signed && 'Finance has not signed off yet.'}>Send</Button>
 */
export function Button({
  kind = 'default',
  size = 'medium',
  icon,
  busy,
  unavailable,
  shortcut,
  to,
  children,
  className,
  onClick,
  tabIndex,
  type = 'button',
  ...rest
}: ButtonProps) {
  const stop = useTabStop(tabIndex);
  const name = classes(styles.button, styles[kind], size === 'small' && styles.small, className);
  const content: ReactNode = (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {shortcut && <Keys keys={shortcut} />}
    </>
  );
  if (to !== undefined && !unavailable) {
    return (
      <Anchor to={to} className={name} aria-label={rest['aria-label']}>
        {content}
      </Anchor>
    );
  }
  const act = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy || unavailable) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type}
      className={name}
      tabIndex={stop}
      aria-disabled={busy || unavailable ? true : undefined}
      aria-busy={busy || undefined}
      onClick={act}
    >
      {content}
    </button>
  );
  return unavailable ? (
    <Tooltip label={unavailable} multiline maw={320} events={{ hover: true, focus: true, touch: true }} withinPortal>
      {button}
    </Tooltip>
  ) : (
    button
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'children' | 'aria-label'> {
  icon: IconName;
  /** What it does: its name to a screen reader, and shown when it is pointed at. */
  label: string;
  shortcut?: string;
  size?: 'medium' | 'small';
}

/** A button of one picture, for what is done often and in a small place. */
export function IconButton({ label, shortcut, ...rest }: IconButtonProps) {
  const said = shortcut ? `${label} (${shortcutText(shortcut)})` : label;
  // A table has hundreds of them, and the browser's own hint costs nothing.
  if (useGridPlace()) return <BareIconButton {...rest} label={label} title={said} />;
  return (
    // Those who hear the page have the name already; and where a menu is open below the button, its name is in the way.
    <Tooltip
      label={said}
      events={{ hover: true, focus: true, touch: false }}
      disabled={rest['aria-expanded'] === true && rest['aria-haspopup'] === 'menu'}
      aria-hidden
    >
      <BareIconButton {...rest} label={label} />
    </Tooltip>
  );
}

function BareIconButton({
  icon,
  label,
  size = 'medium',
  className,
  tabIndex,
  type = 'button',
  ...rest
}: Omit<IconButtonProps, 'shortcut'>) {
  const stop = useTabStop(tabIndex);
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      tabIndex={stop}
      className={classes(styles.iconButton, size === 'small' && styles.small, className)}
    >
      <Icon name={icon} size={size === 'small' ? 14 : 16} />
    </button>
  );
}
