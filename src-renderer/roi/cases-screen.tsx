import { useMemo } from 'react';
import { Loaded, useAddress, useHasRole, useHere } from '../app';
import { Button, EmptyState, Page, PageHeader, Row, Stack, useActions, useText } from '../ui';
import { CaseTable } from './case-table';
import { useCases } from './cases/queries';
import { CreateCaseDialog } from './create-dialog';
import { roiText } from './text';

/** All value cases, and where a new one begins: `?new=1`, or `?new=<deal>`. */
export function CasesScreen() {
  const t = useText(roiText);
  const { search, setSearch } = useAddress();
  const query = useCases();
  const wanted = search['new'];
  const sells = useHasRole('rep', 'admin');
  useHere({ crumbs: [{ label: t('title') }] });
  useActions(
    useMemo(
      () => (sells ? [{ id: 'new-case', label: t('new'), shortcut: 'N', run: () => setSearch({ new: '1' }) }] : []),
      [t, sells, setSearch],
    ),
  );
  const create = (
    <Button kind="primary" onClick={() => setSearch({ new: '1' })}>
      {t('new')}
    </Button>
  );
  return (
    <Loaded query={query}>
      {(cases) => (
        <Page fill>
          <PageHeader
            title={t('title')}
            chips={cases.length > 0 && <span className="quiet figures">{t('count', { count: cases.length })}</span>}
            actions={
              <>
                <Button to="/roi/models">{t('models')}</Button>
                {sells && cases.length > 0 && create}
              </>
            }
          />
          <CaseTable cases={cases} fill empty={<EmptyState action={sells && create}>{t('about')}</EmptyState>} />
          {wanted && (
            <CreateCaseDialog deal={wanted === '1' ? null : wanted} onClose={() => setSearch({ new: null })} />
          )}
        </Page>
      )}
    </Loaded>
  );
}

/** The value cases of a deal, in its room. */
export function DealCases({ deal }: { deal: string }) {
  const t = useText(roiText);
  const query = useCases(deal);
  const sells = useHasRole('rep', 'admin');
  const create = (
    <Button kind="primary" to={`/value-cases?new=${deal}`}>
      {t('new')}
    </Button>
  );
  return (
    <Loaded query={query}>
      {(cases) => (
        <Stack>
          {sells && cases.length > 0 && <Row>{create}</Row>}
          <CaseTable cases={cases} ofDeal empty={<EmptyState action={sells && create}>{t('about')}</EmptyState>} />
        </Stack>
      )}
    </Loaded>
  );
}
