import { useQuery } from '@tanstack/react-query';
import type { CustomerStudy } from '../../src-shared/case-studies';
import { Loaded } from '../app';
import { useDeskQueries } from '../client';
import { writtenFigure } from '../pinned-figures';
import { Card, EmptyState, entryStyles, Page, PageHeader, Stack, useFormat, useText } from '../ui';
import styles from './studies.module.css';
import { studiesText } from './text';

function useCustomerStudies() {
  return useQuery(
    useDeskQueries().caseStudies.customer.queryOptions({
      meta: { entities: ['caseStudy', 'caseStudyVersion', 'customerQuote'] },
    }),
  );
}

/** What is published about the customer of this view. */
export function CustomerStudies() {
  const t = useText(studiesText);
  return (
    <Page narrow>
      <PageHeader title={t('customer.title')} />
      <Loaded query={useCustomerStudies()}>
        {(studies) =>
          studies.length === 0 ? (
            <EmptyState>{t('customer.none')}</EmptyState>
          ) : (
            <Stack>
              {studies.map((study) => (
                <StudyCard key={study.id} study={study} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

/** The same on the customer's first page; nothing where nothing is published. */
export function CustomerStudiesCard() {
  const { data = [] } = useCustomerStudies();
  return data.map((study) => <StudyCard key={study.id} study={study} />);
}

function StudyCard({ study }: { study: CustomerStudy }) {
  const t = useText(studiesText);
  const format = useFormat();
  return (
    <Card title={`${study.title} · ${study.number}`}>
      <Stack gap={3}>
        {(['situation', 'approach', 'results'] as const).map((part) => (
          <section key={part}>
            <h3>{t(`field.${part}`)}</h3>
            <p className={entryStyles.prose}>{study[part]}</p>
          </section>
        ))}
        <ul className={entryStyles.list}>
          {study.metrics.map(({ label, value, unit, source }) => (
            <li key={label} className={entryStyles.line}>
              <span>
                {label} <small className="quiet">{source}</small>
              </span>
              <b className="figures">{writtenFigure(format, value, unit)}</b>
            </li>
          ))}
        </ul>
        {study.quotes.map(({ text, by }) => (
          <figure key={text} style={{ margin: 0 }}>
            <blockquote className={styles.words}>{text}</blockquote>
            <figcaption className="quiet">{by}</figcaption>
          </figure>
        ))}
      </Stack>
    </Card>
  );
}
