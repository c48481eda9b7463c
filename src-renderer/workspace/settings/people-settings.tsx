import { useMemo } from 'react';
import type { PersonView } from '../../../src-shared/workspace';
import { useActor, useAddress, useDeskState, useHasRole } from '../../app';
import { Button, Chip, type DataColumn, DataTable, Row, Stack, TwoLines, useNavigation, useText } from '../../ui';
import { workspaceText } from '../text';
import { AddPerson } from './add-person';
import { settingsText } from './text';

/** Everybody in the workspace, with their roles. */
export function PeopleSettings() {
  const t = useText(settingsText);
  const { people } = useDeskState();
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const admin = useHasRole('admin');
  const columns = usePeopleColumns();
  return (
    <Stack gap={4}>
      <Row>
        <p className="quiet">{t('people.add.about')}</p>
        <span style={{ marginLeft: 'auto' }}>
          <Button kind={admin ? 'primary' : 'default'} icon="plus" onClick={() => setSearch({ add: '1' })}>
            {t('people.add')}
          </Button>
        </span>
      </Row>
      <DataTable
        label={t('tab.people')}
        rows={people}
        columns={columns}
        rowKey={({ id }) => id}
        rowHeight={54}
        isQuiet={({ archived }) => archived}
        onOpen={({ id }) => go(`/settings/people/${id}`)}
      />
      <AddPerson open={search['add'] === '1'} onClose={() => setSearch({ add: null })} />
    </Stack>
  );
}

function usePeopleColumns(): DataColumn<PersonView>[] {
  const t = useText(settingsText);
  const words = useText(workspaceText);
  const actor = useActor();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('people.name'),
        value: ({ name }) => name ?? t('people.erased'),
        cell: ({ id, name, title, archived }) => (
          <TwoLines below={title || '–'}>
            {name ?? t('people.erased')}{' '}
            {id === actor.id && (
              <Chip size="small" mark={null}>
                {t('people.you')}
              </Chip>
            )}{' '}
            {archived && (
              <Chip size="small" mark="dash">
                {t('people.gone')}
              </Chip>
            )}
          </TwoLines>
        ),
        width: 220,
        grow: 2,
      },
      { id: 'email', header: t('people.email'), value: ({ email }) => email, width: 252, grow: 1 },
      {
        id: 'roles',
        header: t('people.roles'),
        value: ({ roles }) => roles.map((role) => words(`role.${role}`)).join(', '),
        width: 220,
        grow: 2,
        wrap: true,
      },
      {
        id: 'key',
        header: t('people.key'),
        value: ({ here }) => (here ? t('people.key.here') : t('people.key.none')),
        width: 130,
      },
    ],
    [t, words, actor.id],
  );
}
