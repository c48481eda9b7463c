import { useQuery } from '@tanstack/react-query';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import { Loaded } from '../app';
import { useDeskQueries } from '../client';
import { FigureMarks, PinnedNumber } from '../pinned-figures';
import { Chip, entryStyles, Row, Section, Sentences, Stack, StatRow, TextLink, useFormat, useText } from '../ui';
import { STUDY_ENTITIES } from './queries';
import styles from './studies.module.css';
import { studiesText } from './text';

/** What is to be published: the frozen version with its figures and the customer's words. */
export function PublishSubject({ request }: { request: ApprovalRequestView }) {
  const t = useText(studiesText);
  const format = useFormat();
  const query = useQuery(
    useDeskQueries().caseStudies.frozen.queryOptions({
      input: { study: request.subject, version: request.version ?? 1 },
      meta: { entities: STUDY_ENTITIES },
    }),
  );
  return (
    <Loaded query={query}>
      {(frozen) => (
        <Stack gap={4}>
          <div>
            <b>{frozen.title}</b>
            <p className="quiet">
              {frozen.number} ·{' '}
              {frozen.anonymised ? `${frozen.describedAs} (${frozen.accountName})` : frozen.accountName}
            </p>
          </div>
          <StatRow
            stats={[
              { label: t('figures.title'), value: format.number(frozen.metrics.length) },
              { label: t('quotes.title'), value: format.number(frozen.quotes.length) },
              { label: t('list.disclosure'), value: t(`disclosure.${frozen.disclosure}`) },
            ]}
          />
          <Sentences title={t('blockers.title')} sentences={frozen.blockers} />
          <Sentences title={t('changes.title', { version: frozen.version })} sentences={frozen.changes} />
          {(['situation', 'approach', 'results'] as const).map((part) => (
            <Section key={part} title={t(`field.${part}`)}>
              <p className={entryStyles.prose}>{frozen[part]}</p>
            </Section>
          ))}
          <Section title={t('figures.title')}>
            <ul className={entryStyles.list}>
              {frozen.metrics.map(({ id, label, figure }) => (
                <li key={id} className={entryStyles.line}>
                  <span>
                    {label} <small className="quiet">{figure.origin}</small>
                  </span>
                  <Row>
                    <PinnedNumber figure={figure} />
                    <FigureMarks figure={figure} />
                  </Row>
                </li>
              ))}
            </ul>
          </Section>
          {frozen.quotes.length > 0 && (
            <Section title={t('quotes.title')}>
              <ul className={entryStyles.list}>
                {frozen.quotes.map(({ id, text, contactName, role, as, why, approval }) => (
                  <li key={id}>
                    <blockquote className={styles.words}>{text ?? t('quotes.forgotten')}</blockquote>
                    <div className={entryStyles.line}>
                      <small className="quiet">
                        {[contactName, role].filter(Boolean).join(', ')}
                        {approval && ` · ${approval.how}, ${format.date(approval.on)}`}
                      </small>
                      <Chip size="small" tone={as === null ? 'warn' : 'good'}>
                        {as === null ? (why ?? t('quotes.out')) : t(`quotes.${as}`)}
                      </Chip>
                    </div>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <p>
            {frozen.standing === 'published' && `${t('subject.published')} `}
            <TextLink to={`/case-studies/${frozen.study}`}>{t('subject.open')}</TextLink>
          </p>
        </Stack>
      )}
    </Loaded>
  );
}
