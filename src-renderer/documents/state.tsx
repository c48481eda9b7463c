import type { DocumentLine } from '../../src-shared/documents';
import { blobAddress } from '../client';
import { Chip, Icon, useText } from '../ui';
import styles from './documents.module.css';
import { documentsText } from './text';

/** Whether a document may leave the house, as a word with a mark. */
export function DocumentState({ document, size }: { document: DocumentLine; size?: 'small' }) {
  const t = useText(documentsText);
  if (!document.present) {
    return (
      <Chip tone="warn" mark="dash" size={size}>
        {t('state.absent')}
      </Chip>
    );
  }
  if (document.stale.length > 0) {
    return (
      <Chip tone="warn" mark="warning" size={size}>
        {t('state.stale')}
      </Chip>
    );
  }
  return (
    <Chip tone={document.final ? 'good' : 'warn'} size={size}>
      {document.final ? t('state.final') : t('state.draft')}
    </Chip>
  );
}

/** Saves a document's file; it is served by its digest, so it is the very file that was recorded. */
export function SaveFile({ file, name, children }: { file: string; name: string; children: React.ReactNode }) {
  const t = useText(documentsText);
  return (
    <a className={styles.save} href={blobAddress(file)} download={name} aria-label={t('list.save.of', { name })}>
      <Icon name="download" />
      {children}
    </a>
  );
}
