import styles from './controls.module.css';

/** First letters of the first and last name: `Mara Osei` → `MO`. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '–')][0]?.toLocaleUpperCase() ?? '').join('');
}

/** A person by initials. Decoration: the name stands beside it. */
export function Avatar({ name, size = 22 }: { name: string | null; size?: number }) {
  return (
    <span className={styles.avatar} style={{ width: size, height: size }} aria-hidden="true">
      {name ? initials(name) : '–'}
    </span>
  );
}
