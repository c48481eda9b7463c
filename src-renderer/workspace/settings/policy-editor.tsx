import { useEffect, useState } from 'react';
import { Button, Dialog, TextAreaField, useText } from '../../ui';
import { type ListedPolicy, policyId } from './policy-edits';
import { settingsText } from './text';

export interface PolicyEditorProps {
  /** Closed while null. */
  policy: ListedPolicy | 'new' | null;
  /** Ids of the other policies. */
  taken: readonly string[];
  onClose(): void;
  onKeep(before: string | null, text: string): void;
  onRemove(id: string): void;
  onTakeBack(id: string): void;
}

const template = `@id("")
@say("")
forbid (principal, action == Action::"quote.submit", resource)
when { context.overLimit };
`;

/** The Cedar text of one policy. Whether it fits the commands is checked when the set is installed. */
export function PolicyEditor({ policy, taken, onClose, onKeep, onRemove, onTakeBack }: PolicyEditorProps) {
  const t = useText(settingsText);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  useEffect(() => {
    setText(policy === 'new' ? template : (policy?.text ?? ''));
    setTried(false);
  }, [policy]);
  const before = policy === null || policy === 'new' ? null : policy.id;
  const id = policyId(text);
  const problem =
    id === null ? t('policies.missing-id') : id !== before && taken.includes(id) ? t('policies.double-id') : null;
  const keep = () => {
    setTried(true);
    if (problem === null) onKeep(before, text);
  };
  const listed = policy !== null && policy !== 'new' ? policy : null;
  return (
    <Dialog
      open={policy !== null}
      onClose={onClose}
      size="large"
      title={before ?? t('policies.new')}
      actions={
        <>
          {listed && listed.state !== 'same' && (
            <Button onClick={() => onTakeBack(listed.id)}>{t('policies.take-back')}</Button>
          )}
          {listed && listed.state !== 'removed' && (
            <Button kind="danger" onClick={() => onRemove(listed.id)}>
              {t('policies.remove')}
            </Button>
          )}
          <Button kind="primary" onClick={keep}>
            {t('policies.keep')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('policies.text')}
        hint={t('policies.text.hint')}
        rows={12}
        value={text}
        onChange={setText}
        error={tried ? problem : null}
        spellCheck={false}
        style={{ font: '12px/18px var(--mono)', fontVariantLigatures: 'none' }}
      />
    </Dialog>
  );
}
