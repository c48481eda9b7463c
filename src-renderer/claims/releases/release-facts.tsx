import type { ReleaseView } from '../../../src-shared/claims';
import { CommandProblem, useCommand, useHasRole } from '../../app';
import { useDesk } from '../../client';
import { Card, Chip, IconButton, KeyValueList, TextLink, useFormat, useText } from '../../ui';
import styles from '../charted.module.css';
import { useReadsDrafts } from '../claims-page';
import { claimsText } from '../text';
import { releasesText } from './text';

/** What was released, to whom it may be shown, and the receipts that say so. */
export function ReleaseFacts({ release }: { release: ReleaseView }) {
  const t = useText(releasesText);
  const words = useText(claimsText);
  const format = useFormat();
  const drafts = useReadsDrafts();
  const { head, disclosure, expiresOn, at, byName, receipt, frozenBy, chart } = release;
  const { set, claim, subject } = head;
  const receiptLink = (hash: string) => (
    <TextLink to={`/receipts/${hash}`} className="mono">
      {format.digest(hash)}
    </TextLink>
  );
  return (
    <Card title={t('about.title')}>
      <KeyValueList
        items={[
          { label: t('about.claim'), value: words('claim', { number: claim.number }) },
          {
            label: t('about.set'),
            value: (
              <>
                {drafts ? <TextLink to={`/claims/sets/${set.id}`}>{set.title}</TextLink> : set.title}
                {set.reference && <span className="quiet"> {set.reference}</span>}
              </>
            ),
          },
          { label: t('about.subject'), value: subject.name },
          { label: t('about.disclosure'), value: t(`shown.${disclosure}`) },
          {
            label: t('about.expires'),
            value: expiresOn === null ? t('about.expires.never') : format.date(expiresOn),
          },
          {
            label: t('about.released'),
            value: t('about.by', { date: format.date(at), name: byName ?? t('erased') }),
          },
          ...(receipt ? [{ label: t('about.receipt'), value: receiptLink(receipt) }] : []),
          ...(frozenBy ? [{ label: t('about.frozen'), value: receiptLink(frozenBy) }] : []),
          ...(drafts
            ? [{ label: t('about.chart'), value: <TextLink to={`/claims/charts/${chart}`}>{head.number}</TextLink> }]
            : []),
        ]}
      />
    </Card>
  );
}

/** The deals that it is used on. */
export function ReleaseUses({ release }: { release: ReleaseView }) {
  const t = useText(releasesText);
  const end = useCommand(useDesk().claims.takeOffDeal);
  const sells = useHasRole('rep', 'legal', 'admin');
  return (
    <Card title={t('uses.title')}>
      <CommandProblem command={end} />
      {release.uses.length === 0 ? (
        <p className="quiet">{t('uses.none')}</p>
      ) : (
        <ul className={styles.plain}>
          {release.uses.map(({ id, deal, dealTitle, underNda }) => (
            <li key={id} className={styles.line}>
              <span>
                <TextLink to={`/deals/${deal}?tab=claims`}>{dealTitle}</TextLink>{' '}
                {underNda && <Chip size="small">{t('uses.nda')}</Chip>}
              </span>
              {sells && (
                <IconButton
                  icon="close"
                  label={t('uses.end', { deal: dealTitle })}
                  onClick={() => void end.run({ use: id })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Who opened or exported it, for legal. */
export function ReleaseOpenings({ release }: { release: ReleaseView }) {
  const t = useText(releasesText);
  const format = useFormat();
  return (
    <Card title={t('openings.title')}>
      {release.openings.length === 0 ? (
        <p className="quiet">{t('openings.none')}</p>
      ) : (
        <ul className={styles.plain} aria-label={t('openings.title')}>
          {release.openings.map(({ person, name, how, at }) => (
            <li key={`${person} ${how}`} className={styles.line}>
              <span>{name ?? t('erased')}</span>
              <span className="quiet">
                {t(`openings.${how}`)}, {format.dateTime(at)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
