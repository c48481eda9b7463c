import { useMemo, useState } from 'react';
import { documentKinds } from '../../src-shared/documents';
import { Loaded, useAddress, useHere } from '../app';
import {
  Button,
  Card,
  EmptyState,
  Page,
  PageHeader,
  SelectField,
  TextField,
  Toolbar,
  useActions,
  useNavigation,
  useText,
} from '../ui';
import { DocumentTable } from './document-table';
import styles from './documents.module.css';
import { useDocuments } from './queries';
import { documentsText } from './text';

/** Every document that was made. */
export function DocumentsScreen() {
  const t = useText(documentsText);
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const [text, setText] = useState('');
  const query = useDocuments();
  useHere({ crumbs: [{ label: t('title') }] });
  useActions(
    useMemo(() => [{ id: 'verify-files', label: t('verify.files'), run: () => go('/documents/verify') }], [t, go]),
  );
  const kind = documentKinds.find((one) => one === search['kind']) ?? null;
  const wanted = text.trim().toLocaleLowerCase();
  const shown = useMemo(
    () =>
      (query.data ?? []).filter(
        (one) =>
          (!kind || one.kind === kind) &&
          (!wanted ||
            `${one.title} ${one.dealTitle} ${one.accountName} ${one.name}`.toLocaleLowerCase().includes(wanted)),
      ),
    [query.data, kind, wanted],
  );
  return (
    <Loaded query={query}>
      {(documents) => (
        <Page fill>
          <PageHeader
            title={t('title')}
            chips={documents.length > 0 && <span className="quiet figures">{t('count', { count: shown.length })}</span>}
            actions={<Button to="/documents/verify">{t('verify.files')}</Button>}
          />
          {documents.length > 0 && (
            <Toolbar label={t('title')}>
              <TextField
                type="search"
                label={t('filter.text')}
                placeholder={t('filter.text')}
                hideLabel
                className={styles.find}
                value={text}
                onChange={setText}
              />
              <SelectField
                label={t('filter.kind')}
                hideLabel
                placeholder={t('kind.all')}
                clearable
                options={documentKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
                value={kind}
                onChange={(value) => setSearch({ kind: value })}
              />
            </Toolbar>
          )}
          <DocumentTable documents={shown} fill empty={<EmptyState>{t('about')}</EmptyState>} />
        </Page>
      )}
    </Loaded>
  );
}

/** The documents that were made of one thing, on its page. */
export function DocumentsOf({ subject }: { subject: string }) {
  const t = useText(documentsText);
  const { data } = useDocuments({ subject });
  if (!data) return null;
  return (
    <Card title={t('title')} flush>
      {data.length === 0 ? (
        <p className={styles.none}>{t('empty.subject')}</p>
      ) : (
        <DocumentTable documents={data} within plain empty={null} />
      )}
    </Card>
  );
}
