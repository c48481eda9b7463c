import { useQuery } from '@tanstack/react-query';
import { Loaded, useAddress, useHere } from '../../app';
import { useDeskQueries } from '../../client';
import { Card, KeyValueList, Page, PageHeader, TextLink, useText } from '../../ui';
import styles from '../deals.module.css';
import { RowHistory } from '../room/history';
import { accountPath } from '../shared';
import { dealsText } from '../text';

/** One contact, where a search or a receipt leads. */
export function ContactScreen() {
  const t = useText(dealsText);
  const { params } = useAddress();
  const desk = useDeskQueries();
  const query = useQuery(
    desk.deals.contact.queryOptions({
      input: { contact: params['contact'] ?? '' },
      meta: { entities: ['contact', 'account', 'erasure'] },
    }),
  );
  const contact = query.data;
  useHere({
    crumbs: [
      { label: t('accounts.title'), to: '/accounts' },
      ...(contact ? [{ label: contact.accountName, to: `${accountPath(contact.account)}?tab=contacts` }] : []),
      { label: contact?.name ?? t('contact.title') },
    ],
    customer: contact ? { account: contact.account, name: contact.accountName } : null,
  });
  return (
    <Loaded query={query}>
      {({ id, name, title, email, phone, account, accountName, archived }) => (
        <Page narrow>
          <PageHeader title={name ?? t('contacts.erased')}>
            {archived && <span>{t('contact.archived')}</span>}
          </PageHeader>
          <Card title={t('contact.title')}>
            <KeyValueList
              items={[
                {
                  label: t('facts.account'),
                  value: <TextLink to={`${accountPath(account)}?tab=contacts`}>{accountName}</TextLink>,
                },
                { label: t('contacts.title.field'), value: title || '–' },
                {
                  label: t('contacts.email'),
                  value: email ? (
                    <a className={styles.link} href={`mailto:${email}`}>
                      {email}
                    </a>
                  ) : (
                    '–'
                  ),
                },
                { label: t('contacts.phone'), value: phone || '–' },
              ]}
            />
          </Card>
          <RowHistory entity="contact" id={id} />
        </Page>
      )}
    </Loaded>
  );
}
