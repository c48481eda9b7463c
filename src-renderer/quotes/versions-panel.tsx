import { handedOver, type QuoteDetail, type QuoteVersionView } from '../../src-shared/quotes';
import { useNow } from '../app';
import { blobAddress } from '../client';
import { Chip, Section, TextLink, type Tone, useFormat, useText } from '../ui';
import styles from './quotes.module.css';
import { quotesText } from './text';

const TONE: Record<QuoteVersionView['state'], Tone> = {
  waiting: 'warn',
  approved: 'good',
  returned: 'bad',
  released: 'accent',
};

/** The frozen versions of a quote with what was made of them and what happened to them. */
export function VersionsPanel({ quote }: { quote: QuoteDetail }) {
  const t = useText(quotesText);
  const format = useFormat();
  const now = useNow();
  if (quote.versions.length === 0) return null;
  return (
    <Section title={t('versions.title')}>
      <ul className={styles.versions}>
        {quote.versions.map((version) => (
          <li key={version.id} className={styles.version}>
            <div className={styles.versionHead}>
              <TextLink to={`/quotes/${quote.id}?version=${version.version}`}>
                {t('versions.one', { version: version.version })}
              </TextLink>
              <span className="figures">{format.minor(version.totalMinor, quote.currency)}</span>
              <Chip tone={TONE[version.state]} size="small">
                {t(`version.${version.state}`)}
              </Chip>
              {comparedWith(quote, version) !== null && (
                <TextLink to={`/quotes/${quote.id}?compare=${comparedWith(quote, version)}`}>
                  {t('compare.with')}
                </TextLink>
              )}
            </div>
            <small>
              {t('versions.by', { name: version.byName ?? '–', when: format.when(version.frozenAt, now) })}
              {version.receipt && (
                <>
                  {' · '}
                  <TextLink to={`/receipts/${version.receipt}`}>
                    <span className="mono">{format.digest(version.receipt)}</span>
                  </TextLink>
                </>
              )}
            </small>
            {version.documents.map((document) => (
              <small key={`${document.digest}-${document.at}`}>
                <a href={blobAddress(document.digest)} download={document.name}>
                  {document.name}
                </a>{' '}
                · {t(documentState(document))}
              </small>
            ))}
            {version.sent.length > 0 && <Handed version={version} />}
            {version.accepted.map((accepted) => (
              <small key={accepted.on}>
                {t('versions.accepted', { when: format.date(accepted.on), name: accepted.name ?? '–' })}{' '}
                {accepted.alternative !== null && `· ${t('versions.picked', { name: accepted.alternative })} `}
                {accepted.signed && `· ${t('versions.signed')} `}
                {accepted.sheet !== null && (
                  <>
                    ·{' '}
                    <a href={blobAddress(accepted.sheet)} download={`${quote.number}-returned.pdf`}>
                      {t('versions.sheet')}
                    </a>{' '}
                  </>
                )}
                {accepted.contested && <Contested />}
              </small>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Exactly which files the customer has of a version. */
function Handed({ version }: { version: QuoteVersionView }) {
  const t = useText(quotesText);
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <small className={styles.has}>{t('versions.has')}</small>
      {handedOver(version).map(({ document, sent }) => (
        <small key={`${sent.document}-${sent.at}`}>
          {document ? (
            <a href={blobAddress(document.digest)} download={document.name}>
              {document.name}
            </a>
          ) : (
            t('versions.sent.gone', { digest: format.digest(sent.document) })
          )}{' '}
          · {t(wayOf(sent.how), { when: format.when(sent.at, now) })} {sent.contested && <Contested />}
        </small>
      ))}
    </>
  );
}

function wayOf(how: string) {
  return how === 'mail' ? 'versions.sent.mail' : how === 'saved' ? 'versions.sent.saved' : 'versions.sent.other';
}

function documentState({ kind, final }: QuoteVersionView['documents'][number]) {
  if (kind === 'approval-sheet') return 'versions.document.internal';
  return final ? 'versions.document.final' : 'versions.document.draft';
}

/** What a version is compared with first: the newest with the draft, else each with the one before it. */
function comparedWith(quote: QuoteDetail, version: QuoteVersionView): string | null {
  if (quote.status === 'draft' && version === quote.versions[0]) return `${version.version}..draft`;
  return version.version > 1 ? `${version.version - 1}..${version.version}` : null;
}

function Contested() {
  const t = useText(quotesText);
  return (
    <Chip tone="warn" size="small">
      {t('versions.contested')}
    </Chip>
  );
}
