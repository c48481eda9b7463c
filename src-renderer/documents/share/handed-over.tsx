import type { HandedOver } from '../../../src-shared/documents';
import { Card, Chip, TextLink, useFormat, useText } from '../../ui';
import { SaveFile } from '../state';
import { useHandedOver } from './queries';
import styles from './share.module.css';
import { ShareButton } from './share-dialog';
import { shareText } from './text';

/** Everything that the customer of a deal has: which files, when, how, and what is newer by now. */
export function HandedOverCard({ deal }: { deal: string }) {
  const t = useText(shareText);
  const { data } = useHandedOver(deal);
  if (!data) return null;
  return (
    <Card title={t('has.title')} aside={<ShareButton deal={deal} />}>
      {data.length === 0 ? (
        <p className="quiet">{t('has.none')}</p>
      ) : (
        <ol className={styles.handed}>
          {data.map((one) => (
            <Handover key={one.id} handover={one} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Handover({ handover }: { handover: HandedOver }) {
  const t = useText(shareText);
  const format = useFormat();
  const { at, how, folder, note, byName, contactName, roi, receipt, files } = handover;
  const way = t(`how.${how}`);
  const said = [
    folder ? t('has.folder', { how: way, folder }) : way,
    contactName && t('has.to', { person: contactName }),
    byName && t('has.by', { person: byName }),
  ];
  return (
    <li>
      <div className={styles.when}>
        <b>{format.dateTime(at)}</b>
        <span>{said.filter(Boolean).join(' · ')}</span>
        {receipt && (
          <TextLink to={`/receipts/${receipt}`} className="mono">
            {t('has.receipt', { digest: format.digest(receipt) })}
          </TextLink>
        )}
      </div>
      {note && <p className={styles.note}>{note}</p>}
      <ul className={styles.files}>
        {files.map(({ name, title, kind, sha256, size, stale, present }) => (
          <li key={`${name}-${sha256}`}>
            <span>
              {kind === 'page'
                ? roi
                  ? t('has.page.roi', { number: roi.number, version: String(roi.version) })
                  : t('has.page')
                : title}
              {stale.length > 0 && (
                <span title={stale.join(' ')}>
                  {' '}
                  <Chip tone="warn" mark="warning" size="small">
                    {t('has.stale')}
                  </Chip>
                </span>
              )}
              <small>
                {name} · {format.bytes(size)} · <span className="mono">{format.digest(sha256)}</span>
                {stale.length > 0 && ` · ${stale.join(' ')}`}
              </small>
            </span>
            {present && (
              <SaveFile file={sha256} name={name}>
                {t('has.save')}
              </SaveFile>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
