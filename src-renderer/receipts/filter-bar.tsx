import { useQuery } from '@tanstack/react-query';
import { useAddress } from '../app';
import { useDeskQueries } from '../client';
import { CheckField, Chip, DateField, IconButton, Row, SelectField, Toolbar, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';

/** Filters by person, act, entity and time. They stay in the address. */
export function FilterBar() {
  const t = useText(receiptsText);
  const { search, setSearch } = useAddress();
  const { data } = useQuery(useDeskQueries().receipts.facets.queryOptions());
  const set = (name: string) => (value: string | null) => setSearch({ [name]: value });
  return (
    <Toolbar label={t('filter.label')}>
      <SelectField
        label={t('filter.person')}
        hideLabel
        className={styles.choice}
        placeholder={t('filter.person.all')}
        clearable
        options={(data?.people ?? []).map(({ person, name }) => ({ value: person, label: name ?? t('erased') }))}
        value={search['person'] ?? null}
        onChange={set('person')}
      />
      <SelectField
        label={t('filter.command')}
        hideLabel
        className={styles.choice}
        placeholder={t('filter.command.all')}
        clearable
        options={(data?.commands ?? []).map(({ command, deed }) => ({ value: command, label: deed }))}
        value={search['command'] ?? null}
        onChange={set('command')}
      />
      {search['id'] ? (
        <OneRow />
      ) : (
        <SelectField
          label={t('filter.entity')}
          hideLabel
          className={styles.choice}
          placeholder={t('filter.entity.all')}
          clearable
          options={(data?.entities ?? []).map(({ entity, label }) => ({ value: entity, label }))}
          value={search['entity'] ?? null}
          onChange={set('entity')}
        />
      )}
      <Row nowrap>
        <DateField
          label={t('filter.from')}
          className={styles.day}
          value={search['from'] ?? null}
          {...(search['until'] && { max: search['until'] })}
          onChange={set('from')}
        />
        <DateField
          label={t('filter.to')}
          className={styles.day}
          value={search['until'] ?? null}
          {...(search['from'] && { min: search['from'] })}
          onChange={set('until')}
        />
      </Row>
      <CheckField
        label={t('filter.contested')}
        checked={search['contested'] === '1'}
        onChange={(checked) => setSearch({ contested: checked ? '1' : null })}
      />
    </Toolbar>
  );
}

/** The history of one row, as other screens lead here. */
function OneRow() {
  const t = useText(receiptsText);
  const { search, setSearch } = useAddress();
  const { entity = '', id = '' } = search;
  const { data } = useQuery(useDeskQueries().receipts.list.queryOptions({ input: { entity, id, limit: 1 } }));
  const title = data?.receipts[0]?.subject?.id === id ? data.receipts[0].subject.title : `${entity} ${id.slice(0, 8)}`;
  return (
    <Row nowrap>
      <Chip tone="accent" mark={null}>
        {t('filter.one', { title })}
      </Chip>
      <IconButton
        icon="close"
        size="small"
        label={t('filter.remove')}
        onClick={() => setSearch({ entity: null, id: null })}
      />
    </Row>
  );
}
