import { useState } from 'react';
import type { ReceiptDetail } from '../../src-shared/receipts';
import { usePersonName } from '../app';
import { Button, Chip, KeyValueList, Stack, type Translate, useFormat, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';

type Words = Translate<(typeof receiptsText)['messages']>;

/** What makes the receipt checkable: its parts with their digests, its place in the chain, its signature. */
export function Seal({ receipt }: { receipt: ReceiptDetail }) {
  const t = useText(receiptsText);
  const format = useFormat();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(receipt.header);
    setCopied(true);
  };
  const standing = receipt.standing === 'root' || receipt.standing === 'announced' ? 'good' : 'warn';
  return (
    <details className={styles.seal}>
      <summary>{t('detail.signature')}</summary>
      <Stack gap={4}>
        <KeyValueList
          items={[
            { label: t('detail.hash'), value: <span className="mono">{receipt.hash}</span> },
            { label: t('detail.chain'), value: t('detail.number', { number: format.number(receipt.number) }) },
            { label: t('detail.standing'), value: <Chip tone={standing}>{t(`standing.${receipt.standing}`)}</Chip> },
            { label: t('detail.key'), value: <span className="mono">{receipt.publicKey ?? '–'}</span> },
            { label: t('detail.signature'), value: <span className="mono">{receipt.signature}</span> },
          ]}
        />
        <PartTable receipt={receipt} />
        <div>
          <Button size="small" onClick={copy}>
            {copied ? t('detail.copied') : t('detail.copy')}
          </Button>
        </div>
        <section className={styles.raw} aria-label={t('detail.header')}>
          <pre>{JSON.stringify(JSON.parse(receipt.header), null, 2)}</pre>
        </section>
      </Stack>
    </details>
  );
}

function PartTable({ receipt }: { receipt: ReceiptDetail }) {
  const t = useText(receiptsText);
  const format = useFormat();
  const nameOf = usePersonName();
  const tones = { present: 'good', withheld: 'neutral', erased: 'bad' } as const;
  return (
    <div>
      <p className="quiet">{t('detail.parts.about')}</p>
      <table className={styles.parts} aria-label={t('detail.parts')}>
        <thead>
          <tr>
            <th scope="col">{t('detail.part.readers')}</th>
            <th scope="col">{t('detail.part.digest')}</th>
            <th scope="col">{t('detail.part.state')}</th>
          </tr>
        </thead>
        <tbody>
          {receipt.parts.map(({ readers, digest, state }) => (
            <tr key={readers}>
              <td>{readersText(readers, t, nameOf)}</td>
              <td>
                <span className="mono" title={digest}>
                  {format.digest(digest)}
                </span>
              </td>
              <td>
                <Chip size="small" tone={tones[state]}>
                  {t(`part.${state}`)}
                </Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whom a part is for, in words; for personal parts with the name, if it is known. */
function readersText(readers: string, t: Words, nameOf: (id: string) => string | null): string {
  const [kind = '', person] = readers.split(':');
  if (kind === 'personal') {
    const name = person ? nameOf(person) : null;
    return name ? `${t('readers.personal')}: ${name}` : t('readers.personal');
  }
  return kind === 'shared' || kind === 'cost' || kind === 'claims' || kind === 'privileged'
    ? t(`readers.${kind}`)
    : readers;
}
