import { Popover, Tooltip } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useMenuPlace } from '../controls/menu-place';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './sync-indicator.module.css';

/** What the top bar can say about being in step with the others. `local`: a workspace that is on this device only. */
export type SyncSign =
  | 'synced'
  | 'syncing'
  | 'offline'
  | 'local'
  | 'attention'
  | 'sign-in'
  | 'removed'
  | 'update'
  | 'contradicts';

export interface SyncIndicatorProps {
  state: SyncSign;
  /** Written time since when it is offline: "10:20". */
  since?: string;
  /** Changes that have not gone out. */
  pending?: number;
  /** Things that wait for a person. */
  attention?: number;
  /** A sentence more about it, shown when it is pointed at. */
  hint?: string;
  /** What is shown when it is pressed; the function given to it puts that away again. */
  details?(close: () => void): ReactNode;
}

/** Going out and coming in is not worth a word until it takes this long. Milliseconds. */
const WORTH_SAYING = 1_200;

/**
 * The one calm sign of being in step with the others. It keeps its width whatever it says, so that nothing beside it moves; what changes
 * is told to screen readers, but not each single change that goes out.
 */
export function SyncIndicator({ state, since, pending = 0, attention = 0, hint, details }: SyncIndicatorProps) {
  const t = useText(uiText);
  const [open, setOpen] = useState(false);
  const id = useId();
  const place = useRef<HTMLSpanElement>(null);
  const target = useMenuPlace(t('sync.details'), open);
  const shown = useCalm(state);
  const words: Record<SyncSign, string> = {
    synced: t('sync.synced'),
    syncing: t('sync.syncing'),
    offline: since ? t('sync.offline-since', { time: since }) : t('sync.offline'),
    local: t('sync.local'),
    attention: t('sync.attention', { count: attention || 1 }),
    'sign-in': t('sync.sign-in'),
    removed: t('sync.removed'),
    update: t('sync.update'),
    contradicts: t('sync.contradicts'),
  };
  const close = () => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  // What is about to be sent says nothing; what cannot be sent does. Beside what one has to look at there is no room.
  const waiting =
    pending > 0 && !['synced', 'local', 'attention'].includes(shown) ? t('sync.pending', { count: pending }) : null;
  return (
    <span ref={place} className={styles.place}>
      <span role="status" className="only-screen-reader">
        {words[shown]}
      </span>
      <Popover
        opened={open}
        onChange={setOpen}
        onDismiss={close}
        position="bottom-end"
        width={360}
        trapFocus
        withRoles={false}
        portalProps={{ target }}
      >
        <Popover.Target>
          <span className={styles.anchor}>
            <Tooltip
              label={hint}
              multiline
              maw={320}
              disabled={open || !hint}
              events={{ hover: true, focus: true, touch: false }}
            >
              <button
                type="button"
                className={styles.sign}
                data-state={shown}
                aria-label={[words[shown], waiting].filter(Boolean).join(', ')}
                aria-haspopup={details ? 'dialog' : undefined}
                aria-expanded={details ? open : undefined}
                aria-controls={open ? id : undefined}
                onClick={() => setOpen(details ? !open : false)}
              >
                {shown === 'offline' && since ? (
                  <>
                    <span className={styles.wide}>{words.offline}</span>
                    <span className={styles.narrow}>{t('sync.offline')}</span>
                  </>
                ) : (
                  <span>{words[shown]}</span>
                )}
                {waiting && <span className={`figures ${styles.waiting}`}>{waiting}</span>}
              </button>
            </Tooltip>
          </span>
        </Popover.Target>
        <Popover.Dropdown id={id} role="dialog" aria-label={t('sync.details')} className={styles.details}>
          {open && details?.(close)}
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}

/** The state to be shown: `syncing` only once it has lasted, since each change would make the word flicker. */
function useCalm(state: SyncSign): SyncSign {
  const [shown, setShown] = useState<SyncSign>(state === 'syncing' ? 'synced' : state);
  useEffect(() => {
    if (state !== 'syncing') {
      setShown(state);
      return;
    }
    const timer = setTimeout(() => setShown(state), WORTH_SAYING);
    return () => clearTimeout(timer);
  }, [state]);
  return state === 'syncing' ? shown : state;
}
