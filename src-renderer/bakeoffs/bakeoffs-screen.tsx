import { useMemo, useState } from 'react';
import { Loaded, useAddress, useHasRole, useHere } from '../app';
import {
  Button,
  EmptyState,
  Page,
  PageHeader,
  Row,
  Stack,
  TextField,
  Toolbar,
  useActions,
  useNavigation,
  useText,
} from '../ui';
import { BakeoffTable } from './bakeoff-table';
import { SavedMappings } from './mapping/saved-mappings';
import { mappingText } from './mapping/text';
import { useBakeoffPages, useBakeoffs } from './queries';
import { bakeoffsText } from './text';

/** Who may plan a bakeoff, as far as a button is offered; what is allowed the policies decide. */
export const usePlans = () => useHasRole('engineer', 'rep', 'admin');

/** All bakeoffs. */
export function BakeoffsScreen() {
  const t = useText(bakeoffsText);
  const { search, setSearch } = useAddress();
  const { go } = useNavigation();
  const text = search['find'] ?? '';
  const { query, bakeoffs, total, onMore } = useBakeoffPages(text ? { text } : {});
  const plans = usePlans();
  const maps = useHasRole('engineer', 'admin');
  const mappingWords = useText(mappingText);
  const [mappings, setMappings] = useState(false);
  useHere({ crumbs: [{ label: t('title') }] });
  useActions(
    useMemo(
      () => [
        ...(plans ? [{ id: 'new-bakeoff', label: t('new'), shortcut: 'N', run: () => go('/bakeoffs/new') }] : []),
        ...(maps ? [{ id: 'mappings', label: mappingWords('saved.open'), run: () => setMappings(true) }] : []),
      ],
      [t, plans, go, maps, mappingWords],
    ),
  );
  const plan = (
    <Button kind="primary" to="/bakeoffs/new">
      {t('new')}
    </Button>
  );
  return (
    <Loaded query={query}>
      {() => (
        <Page fill>
          <PageHeader
            title={t('title')}
            chips={total > 0 && <span className="quiet figures">{t('count', { count: total })}</span>}
            actions={
              <>
                {maps && <Button onClick={() => setMappings(true)}>{mappingWords('saved.open')}</Button>}
                {plans && (total > 0 || text) && plan}
              </>
            }
          />
          {(total > 20 || text) && (
            <Toolbar label={t('list.find')}>
              <TextField
                label={t('list.find')}
                hideLabel
                placeholder={t('list.find')}
                type="search"
                value={text}
                onChange={(find) => setSearch({ find: find || null })}
              />
            </Toolbar>
          )}
          <BakeoffTable
            bakeoffs={bakeoffs}
            total={total}
            onMore={onMore}
            empty={
              text ? (
                <EmptyState>{t('list.nothing')}</EmptyState>
              ) : (
                <EmptyState action={plans && plan}>{t('about')}</EmptyState>
              )
            }
            fill
          />
          {mappings && <SavedMappings onClose={() => setMappings(false)} />}
        </Page>
      )}
    </Loaded>
  );
}

/** The bakeoffs of a deal, in its room. */
export function DealBakeoffs({ deal }: { deal: string }) {
  const t = useText(bakeoffsText);
  const query = useBakeoffs({ deal });
  const plans = usePlans();
  const plan = (
    <Button kind="primary" to={`/bakeoffs/new?deal=${deal}`}>
      {t('new')}
    </Button>
  );
  return (
    <Loaded query={query}>
      {({ bakeoffs, total }) => (
        <Stack>
          {plans && total > 0 && <Row>{plan}</Row>}
          <BakeoffTable
            bakeoffs={bakeoffs}
            total={total}
            ofDeal
            empty={<EmptyState action={plans && plan}>{t('about')}</EmptyState>}
          />
        </Stack>
      )}
    </Loaded>
  );
}
