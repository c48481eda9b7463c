import { useMemo } from 'react';
import {
  type StudyRow,
  type StudySort,
  type StudyStanding,
  studySorts,
  studyStandings,
} from '../../src-shared/case-studies';
import { DealList, type ListedRows, ListScreen, useHasRole, useListAddress } from '../app';
import {
  CheckField,
  type DataColumn,
  DataTable,
  SelectField,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { CreateStudyDialog } from './create-dialog';
import { useStudiesOfDeal, useStudyPages } from './queries';
import { StudyStandingChip } from './standing';
import { studiesText } from './text';

const useWrites = () => useHasRole('rep', 'engineer', 'delivery', 'legal', 'admin');

/** All case studies, by their standing as well. */
export function StudiesScreen() {
  const t = useText(studiesText);
  const address = useListAddress(studySorts);
  const { search, setSearch } = address;
  const standing = studyStandings.find((one) => one === search['standing']);
  const mine = search['mine'] !== undefined;
  return (
    <ListScreen
      address={address}
      query={useStudyPages({ ...address.query, ...(standing && { standing }), ...(mine && { mine }) })}
      words={{
        title: t('title'),
        begin: t('new'),
        filter: t('filter.label'),
        find: t('filter.text'),
        nothing: t('nothing'),
        about: t('about'),
      }}
      begin={useWrites() ? 'new-study' : null}
      filtered={standing !== undefined || mine}
      filters={
        <>
          <SelectField
            label={t('filter.standing')}
            hideLabel
            searchable={false}
            options={[
              { value: 'all', label: t('filter.standing.all') },
              ...studyStandings.map((value) => ({ value: value as string, label: t(`standing.${value}`) })),
            ]}
            value={standing ?? 'all'}
            onChange={(value) => setSearch({ standing: value === 'all' ? null : (value as StudyStanding) })}
          />
          <CheckField label={t('filter.mine')} checked={mine} onChange={(on) => setSearch({ mine: on ? '1' : null })} />
        </>
      }
      table={(rows) => <StudyTable {...rows} />}
      dialog={(deal, onClose) => <CreateStudyDialog deal={deal} onClose={onClose} />}
    />
  );
}

/** The case studies of a deal, in its room. */
export function DealStudies({ deal }: { deal: string }) {
  const t = useText(studiesText);
  return (
    <DealList
      query={useStudiesOfDeal(deal)}
      begin={useWrites() ? { label: t('new'), to: `/case-studies?new=${deal}` } : null}
      none={t('deal.none')}
      table={(rows) => <StudyTable {...rows} />}
    />
  );
}

function StudyTable(props: ListedRows<StudyRow>) {
  const t = useText(studiesText);
  const format = useFormat();
  const { go } = useNavigation();
  const columns = useMemo(
    (): DataColumn<StudyRow>[] => [
      { id: 'number' satisfies StudySort, header: t('list.number'), width: 108, value: ({ number }) => number },
      {
        ...{ id: 'title' satisfies StudySort, header: t('list.title'), width: 240, grow: 4, rowHeader: true },
        value: ({ title }) => title,
        cell: ({ title, dealTitle }) => <TwoLines below={dealTitle}>{title}</TwoLines>,
      },
      {
        ...{ id: 'account' satisfies StudySort, header: t('list.account'), width: 160, grow: 2 },
        value: ({ accountName }) => accountName,
        cell: ({ accountName, anonymised }) => (
          <TwoLines below={anonymised ? t('list.account.hidden') : ''}>{accountName}</TwoLines>
        ),
      },
      {
        ...{ id: 'standing', header: t('list.standing'), width: 190, sortable: false },
        value: ({ standing }) => standing,
        cell: ({ standing, published, version }) => (
          <TwoLines below={published && published !== version ? t('list.published', { version: published }) : ''}>
            <StudyStandingChip standing={standing} size="small" />
          </TwoLines>
        ),
      },
      {
        ...{ id: 'disclosure', header: t('list.disclosure'), width: 116, sortable: false },
        value: ({ disclosure }) => disclosure,
        cell: ({ disclosure }) => t(`disclosure.${disclosure}`),
      },
      {
        ...{ id: 'owner', header: t('list.owner'), width: 140, sortable: false },
        value: ({ ownerName }) => ownerName,
      },
      {
        ...{ id: 'created' satisfies StudySort, header: t('list.created'), width: 116 },
        value: ({ created }) => created,
        cell: ({ created }) => format.date(created),
      },
    ],
    [t, format],
  );
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={54}
      onOpen={({ id }) => go(`/case-studies/${id}`)}
      {...props}
    />
  );
}
