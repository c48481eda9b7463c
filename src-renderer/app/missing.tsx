import { Button, EmptyState, Page, PageHeader, useText } from '../ui';
import { useAddress } from './address';
import { useHere } from './here';
import { appText } from './text';

/** The screen of an address that no screen has. */
export function Missing() {
  const t = useText(appText);
  const { path } = useAddress();
  useHere({ crumbs: [{ label: t('missing.title') }] });
  return (
    <Page>
      <PageHeader title={t('missing.title')} />
      <EmptyState action={<Button to="/">{t('missing.home')}</Button>}>{t('missing.about', { path })}</EmptyState>
    </Page>
  );
}
