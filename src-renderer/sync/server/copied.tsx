import { useState } from 'react';
import { Button, useText } from '../../ui';
import styles from '../sync.module.css';
import { serverText } from './text';

/** A text to be taken elsewhere, with a button that copies it; `label` names it to a screen reader. */
export function Copied({ label, text, look }: { label: string; text: string; look?: 'large' | 'one-line' }) {
  const t = useText(serverText);
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.copied}>
      <code data-look={look}>{text}</code>
      <Button
        aria-label={`${t(copied ? 'copied' : 'copy')}: ${label}`}
        onClick={async () => {
          await navigator.clipboard.writeText(text);
          setCopied(true);
        }}
      >
        {t(copied ? 'copied' : 'copy')}
      </Button>
    </div>
  );
}
