import { memo, useRef, useState } from 'react';
import { type ElementStatus, type ElementView, elementStatuses } from '../../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../../app';
import { useDesk } from '../../../client';
import { ActionMenu, Button, Chip, IconButton, SelectField, useText } from '../../../ui';
import { claimsText } from '../../text';
import { StatusChip } from '../../words';
import { EvidenceList } from '../evidence/evidence-list';
import { PlannedMetrics } from '../evidence/planned-metrics';
import { AlternativesShown } from './alternatives';
import styles from './chart.module.css';
import { CheckedText, type CheckedTextHandle } from './checked-text';
import { Comments } from './comments';
import type { Edit, Edits } from './edits';
import { PhraseMenu } from './phrase-menu';
import { PrivilegedNote } from './privileged-note';
import { chartText } from './text';

/** What can be opened from an element. */
export type ElementDeed = 'attach' | 'measure' | 'alternatives' | 'edit' | 'add' | 'remove';

interface ElementRowProps {
  chart: string;
  element: ElementView;
  typed: Edit | undefined;
  /** The comment that is being written. */
  said: Edit | undefined;
  edits: Edits;
  mayEdit: boolean;
  /** May comment, measure and plan: whoever reads drafts. */
  mayWork: boolean;
  legal: boolean;
  onDeed(deed: ElementDeed, element: string): void;
}

/** Limitations of more characters begin folded. */
const LONG = 700;

/** One element: what is claimed, what it maps to, what that stands on. */
export const ElementRow = memo(function ElementRow(props: ElementRowProps) {
  const { element, mayEdit, onDeed } = props;
  const t = useText(chartText);
  const { id, label } = element;
  return (
    <tr id={`element-${id}`} className={styles.element}>
      <th scope="row" className={styles.limitation}>
        <span className={styles.elementHead}>
          <span className={styles.label}>{label}</span>
          {!mayEdit && <StatusChip status={element.status} />}
          {mayEdit && (
            <ActionMenu
              trigger={<IconButton icon="more" size="small" label={t('element.menu', { label })} />}
              items={[
                { id: 'edit', label: t('element.edit'), run: () => onDeed('edit', id) },
                { id: 'add', label: t('element.add.after', { label }), run: () => onDeed('add', id) },
                { id: 'remove', label: t('element.remove'), run: () => onDeed('remove', id), danger: true },
              ]}
            />
          )}
        </span>
        <Limitation text={element.limitation} />
      </th>
      <td className={styles.mapping}>
        <Mapping {...props} />
      </td>
      <td className={styles.evidence}>
        <EvidenceList element={element} mayEdit={mayEdit} onAttach={() => onDeed('attach', id)} />
        <PlannedMetrics element={element} mayPlan={props.mayWork} onMeasure={() => onDeed('measure', id)} />
      </td>
    </tr>
  );
});

function Limitation({ text }: { text: string }) {
  const t = useText(chartText);
  const [whole, setWhole] = useState(false);
  const long = text.length > LONG;
  return (
    <>
      <span className={styles.words}>{long && !whole ? `${text.slice(0, LONG)}…` : text}</span>
      {long && (
        <Button size="small" kind="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'element.part' : 'element.whole')}
        </Button>
      )}
    </>
  );
}

function Mapping({ chart, element, typed, said, edits, mayEdit, mayWork, legal, onDeed }: ElementRowProps) {
  const t = useText(chartText);
  const words = useText(claimsText);
  const map = useCommand(useDesk().claims.mapElement);
  const handle = useRef<CheckedTextHandle>(null);
  const { id, label, mapping, status, comments, alternatives, privilegedNote } = element;
  const open = comments.filter(({ settled }) => !settled).length;
  return (
    <>
      <CheckedText
        chart={chart}
        element={id}
        place={`${id}/mapping`}
        label={t('mapping.label', { label })}
        placeholder={t('mapping.placeholder')}
        empty={t('mapping.none')}
        value={mapping}
        flags={element.flags}
        maxLength={8000}
        {...{ typed, edits, mayEdit, handle }}
        onSave={async (text) => (await map.run({ element: id, mapping: text })) !== null}
      >
        {mayEdit && (
          <div className={styles.tools}>
            <SelectField<ElementStatus>
              label={t('status.label', { label })}
              hideLabel
              options={elementStatuses.map((value) => ({ value, label: words(`status.${value}`) }))}
              value={status}
              onChange={(value) => value && value !== status && void map.run({ element: id, status: value })}
            />
            <PhraseMenu label={label} onInsert={(phrase) => handle.current?.insert(phrase)} />
            <Button
              size="small"
              kind="quiet"
              aria-label={t('alternatives.label', { label })}
              onClick={() => onDeed('alternatives', id)}
            >
              {alternatives.length > 0
                ? t('alternatives.button', { count: alternatives.length })
                : t('alternatives.none')}
            </Button>
          </div>
        )}
      </CheckedText>
      <CommandProblem command={map} />
      {alternatives.length > 0 && <AlternativesShown alternatives={alternatives} />}
      {legal && <PrivilegedNote element={id} label={label} note={privilegedNote} />}
      {(mayWork || comments.length > 0) && (
        <details className={styles.more} open={open > 0 || said !== undefined || undefined}>
          <summary>
            {comments.length === 0 ? t('comments.none') : t('comments.title')}{' '}
            {open > 0 && (
              <Chip size="small" tone="accent">
                {t('comments.open', { count: open })}
              </Chip>
            )}
            {comments.length > open && (
              <span className="quiet"> {t('comments.settled', { count: comments.length - open })}</span>
            )}
          </summary>
          <Comments {...{ chart, element, comments, typed: said, edits }} />
        </details>
      )}
    </>
  );
}
