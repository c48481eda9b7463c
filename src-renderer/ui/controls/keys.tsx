import styles from './controls.module.css';

const onMac = () => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** A shortcut as this system writes it: `Mod K` is `Ctrl K`, and `⌘ K` on a Mac. */
export function shortcutText(keys: string): string {
  return keys.replace(/\bMod\b/g, onMac() ? '⌘' : 'Ctrl').replace(/\bAlt\b/g, onMac() ? '⌥' : 'Alt');
}

/** A shortcut shown as keys. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {shortcutText(keys)}
    </span>
  );
}
