import { useState } from 'react';
import { Button, Row, reportError, useText } from '../../ui';
import styles from './method.module.css';
import { methodText } from './text';

interface CopyableProps {
  label: string;
  text: string;
  /** Offers to save it under this name. */
  fileName?: string;
}

/** Text for a terminal, to be copied or saved as it stands. */
export function CopyableText({ label, text, fileName }: CopyableProps) {
  const t = useText(methodText);
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(text), reportError);
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = fileName ?? '';
    link.click();
    // The download has taken the content by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  return (
    <div>
      <section className={styles.script} aria-label={label}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else that takes the focus */}
        <pre tabIndex={0}>{text}</pre>
      </section>
      <Row>
        <Button size="small" onClick={() => void copy()}>
          {copied === text ? t('copied') : t('copy')}
        </Button>
        {fileName && (
          <Button size="small" onClick={save}>
            {t('save', { name: fileName })}
          </Button>
        )}
      </Row>
    </div>
  );
}
