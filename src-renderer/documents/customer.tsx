import { useQuery } from '@tanstack/react-query';
import { Loaded, useHere } from '../app';
import { useDeskQueries } from '../client';
import { Card, EmptyState, Page, PageHeader, useFormat, useText } from '../ui';
import styles from './documents.module.css';
import { SaveFile } from './state';
import { documentsText } from './text';

function useCustomerDocuments() {
  return useQuery(useDeskQueries().documents.customer.queryOptions({ meta: { entities: ['document'] } }));
}

/** The documents that the customer of this view may have. */
export function CustomerDocuments() {
  const t = useText(documentsText);
  const query = useCustomerDocuments();
  useHere({ crumbs: [{ label: t('customer.title') }] });
  return (
    <Loaded query={query}>
      {(documents) => (
        <Page narrow>
          <PageHeader title={t('customer.title')}>
            {documents.length > 0 && <span>{t('about.customer')}</span>}
          </PageHeader>
          {documents.length === 0 ? (
            <EmptyState>{t('customer.none')}</EmptyState>
          ) : (
            <Card>
              <DocumentList documents={documents} />
            </Card>
          )}
        </Page>
      )}
    </Loaded>
  );
}

/** The same on the customer's first page, but for quotes: their own cards offer the file. Nothing where there is none. */
export function CustomerDocumentsCard() {
  const t = useText(documentsText);
  const { data } = useCustomerDocuments();
  const others = data?.filter(({ kind }) => kind !== 'quote') ?? [];
  if (others.length === 0) return null;
  return (
    <Card title={t('customer.title')}>
      <DocumentList documents={others} />
    </Card>
  );
}

type CustomerDocument = NonNullable<ReturnType<typeof useCustomerDocuments>['data']>[number];

function DocumentList({ documents }: { documents: readonly CustomerDocument[] }) {
  const t = useText(documentsText);
  const format = useFormat();
  return (
    <ul className={styles.list}>
      {documents.map(({ id, kind, title, file, name, size, builtAt }) => (
        <li key={id}>
          <div>
            <b>{title}</b>
            <p className="quiet">
              {t(`kind.${kind}`)} · {format.date(builtAt)} · {format.bytes(size)}
            </p>
          </div>
          <SaveFile file={file} name={name}>
            {t('save')}
          </SaveFile>
        </li>
      ))}
    </ul>
  );
}
