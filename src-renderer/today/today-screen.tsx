import { useMemo } from 'react';
import { useAreas, useHasRole, useHere, useNow } from '../app';
import { Button, EmptyState, Page, PageHeader, Row, useFormat, useText } from '../ui';
import { todayText } from './text';
import styles from './today.module.css';

/** What waits, what is due, what was left: cards that areas bring. Those with nothing to say are not there. */
export function TodayScreen() {
  const t = useText(todayText);
  const format = useFormat();
  const now = useNow();
  const admin = useHasRole('admin');
  const areas = useAreas();
  useHere({ crumbs: [{ label: t('title') }] });
  const cards = useMemo(() => areas.flatMap((area) => area.today ?? []).sort((a, b) => a.order - b.order), [areas]);
  const column = (name: 'work' | 'aside') =>
    cards.filter((card) => card.column === name).map(({ id, component: Part }) => <Part key={id} />);
  return (
    <Page>
      <PageHeader title={t('title')}>
        <span>{format.date(now, 'long')}</span>
      </PageHeader>
      <div className={styles.columns}>
        <div className={styles.work}>
          {column('work')}
          <div className={styles.nothing}>
            <EmptyState
              action={
                admin && (
                  <Row>
                    <Button to="/settings/people?add=1">{t('nothing.people')}</Button>
                    <Button to="/settings">{t('nothing.settings')}</Button>
                  </Row>
                )
              }
            >
              {t('nothing')}
            </EmptyState>
          </div>
        </div>
        <div className={styles.aside}>{column('aside')}</div>
      </div>
    </Page>
  );
}
