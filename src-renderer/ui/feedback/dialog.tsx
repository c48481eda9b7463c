import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, IconButton } from '../controls/button';
import { focusContent } from '../shell/focus-content';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './feedback.module.css';

export interface DialogProps {
  open: boolean;
  onClose(): void;
  /** The question, naming the thing: "Withdraw Q-A7-0142?" */
  title: string;
  children: ReactNode;
  /** The buttons at the foot, the deciding one last; the one that leaves is there already. */
  actions: ReactNode;
  /** `close` where nothing is left to be called off: something was only shown, or is done already. */
  leave?: 'cancel' | 'close';
  size?: 'small' | 'medium' | 'large';
}

const WIDTH = { small: 420, medium: 560, large: 820 };

/**
 * Stops everything else for what cannot be undone, or for a decision that needs its reason. Escape cancels. However long it is, its
 * title and its buttons stay in sight: only what lies between them scrolls.
 */
export function Dialog({ open, onClose, title, children, actions, leave = 'cancel', size = 'small' }: DialogProps) {
  const t = useText(uiText);
  useFocusAfter(open);
  return (
    <Modal.Root opened={open} onClose={onClose} size={WIDTH[size]} classNames={{ content: styles.dialog }}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.dialogHeader}>
          <Modal.Title className={styles.dialogTitle}>{title}</Modal.Title>
        </div>
        <Modal.Body className={styles.dialogBody}>{children}</Modal.Body>
        <div className={styles.dialogActions}>
          <Button onClick={onClose}>{t(`dialog.${leave}`)}</Button>
          {actions}
        </div>
        {/* Last, so that the focus begins in the first field, or where nothing happens. */}
        <div className={styles.dialogClose}>
          <IconButton icon="close" label={t('dialog.close')} onClick={onClose} />
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** The milliseconds after which what a decision changed has been drawn again. */
const SETTLED = [50, 250, 800] as const;

/** Whether nothing has the focus. A menu that was opened meanwhile takes it by itself, and would close if it went elsewhere. */
const focusIsLost = () => document.activeElement === document.body && !document.querySelector('[role="menu"]');

/**
 * The button that opened a dialog is often gone once it was decided: the focus then goes on at the beginning of the page. A dialog that
 * is taken away whole while it is open gives the focus back to that button itself.
 */
function useFocusAfter(open: boolean): void {
  const wasOpen = useRef(false);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);
  useEffect(
    () => () => {
      const { current: back } = opener;
      if (!wasOpen.current) return;
      setTimeout(() => {
        if (!focusIsLost()) return;
        if (back instanceof HTMLElement && back.isConnected && back !== document.body) back.focus();
        else focusContent();
      }, SETTLED[0]);
    },
    [],
  );
  useEffect(() => {
    const closed = wasOpen.current && !open;
    wasOpen.current = open;
    if (!closed) return;
    const waits = SETTLED.map((milliseconds) =>
      setTimeout(() => {
        if (focusIsLost()) focusContent();
      }, milliseconds),
    );
    return () => {
      for (const wait of waits) clearTimeout(wait);
    };
  }, [open]);
}

export interface ConfirmProps {
  open: boolean;
  onClose(): void;
  onConfirm(): void;
  title: string;
  /** What will happen, and what cannot be brought back. */
  children: ReactNode;
  /** The deed, not "OK": "Withdraw quote". */
  confirm: string;
}

/** The dialog for one irreversible deed, named on its button. */
export function Confirm({ open, onClose, onConfirm, title, children, confirm }: ConfirmProps) {
  const act = () => {
    onConfirm();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <Button kind="danger" onClick={act}>
          {confirm}
        </Button>
      }
    >
      {children}
    </Dialog>
  );
}
