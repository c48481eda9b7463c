import type { ChartView } from '../../../../src-shared/claims';
import { Button, EmptyState, Section, useText } from '../../../ui';
import styles from './chart.module.css';
import { commentPlace } from './comments';
import type { Edits, EditsByPlace } from './edits';
import { type ElementDeed, ElementRow } from './element-row';
import { chartText } from './text';

interface ElementTableProps {
  chart: ChartView;
  typed: EditsByPlace;
  edits: Edits;
  mayEdit: boolean;
  mayWork: boolean;
  legal: boolean;
  onDeed(deed: ElementDeed, element: string): void;
  onAdd(): void;
}

/** The chart as it is printed: element, mapping, evidence. */
export function ElementTable({ chart, typed, edits, mayEdit, mayWork, legal, onDeed, onAdd }: ElementTableProps) {
  const t = useText(chartText);
  const add = mayEdit && (
    <Button size="small" icon="plus" onClick={onAdd}>
      {t('element.add')}
    </Button>
  );
  return (
    <Section title={t('elements.title')} aside={add}>
      {chart.rows.length === 0 ? (
        <EmptyState>{t('elements.none')}</EmptyState>
      ) : (
        <table className={styles.table}>
          <caption className="only-screen-reader">{t('elements.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('elements.element')}</th>
              <th scope="col">{t('elements.mapping')}</th>
              <th scope="col">{t('elements.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {chart.rows.map((element) => (
              <ElementRow
                key={element.id}
                chart={chart.id}
                element={element}
                typed={typed[`${element.id}/mapping`]}
                said={typed[commentPlace(element.id)]}
                {...{ edits, mayEdit, mayWork, legal, onDeed }}
              />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
