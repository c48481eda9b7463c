import { type DealRoom, noteKinds } from '../../../src-shared/deals';
import { CommandProblem, useActor, useCommand, useDraft, useHasRole, useNow } from '../../app';
import { useDesk } from '../../client';
import {
  Avatar,
  Button,
  Card,
  Form,
  IconButton,
  Row,
  Segment,
  Stack,
  TextAreaField,
  useFormat,
  useText,
} from '../../ui';
import styles from '../deals.module.css';
import { dealPath } from '../shared';
import { dealsText } from '../text';

interface NoteEdit {
  text: string;
  kind: (typeof noteKinds)[number];
}

const empty: NoteEdit = { text: '', kind: 'note' };

/** Notes of everybody, the newest first, and a place to write one. */
export function DealNotes({ room: { deal, notes } }: { room: DealRoom }) {
  const t = useText(dealsText);
  const desk = useDesk();
  const add = useCommand(desk.deals.note);
  const draft = useDraft<NoteEdit>(`${dealPath(deal.id)}#note`, empty);
  const { text, kind } = draft.value;
  const save = async () => {
    if (text.trim() === '') return;
    if (await add.run({ deal: deal.id, text: text.trim(), kind })) draft.drop();
  };
  return (
    <Card title={t('notes.title')} internal>
      <Stack gap={4}>
        {!deal.archived && (
          <Form onSubmit={save} aria-label={t('notes.title')}>
            <Stack gap={2}>
              <TextAreaField
                label={t('notes.write')}
                hideLabel
                placeholder={t('notes.write')}
                rows={2}
                maxLength={20_000}
                value={text}
                onChange={(next) => draft.set({ text: next, kind })}
              />
              <Row>
                <Segment
                  label={t('notes.kind')}
                  value={kind}
                  onChange={(next) => draft.set({ text, kind: next })}
                  options={noteKinds.map((one) => ({ value: one, label: t(`notes.kind.${one}`) }))}
                />
                <Button
                  type="submit"
                  busy={add.busy}
                  shortcut="Mod Enter"
                  unavailable={text.trim() === '' && t('notes.write')}
                >
                  {t('notes.add')}
                </Button>
              </Row>
            </Stack>
            <CommandProblem command={add} />
          </Form>
        )}
        {notes.length === 0 ? <p className="quiet">{t('notes.none')}</p> : <NoteList notes={notes} />}
      </Stack>
    </Card>
  );
}

function NoteList({ notes }: { notes: DealRoom['notes'] }) {
  const t = useText(dealsText);
  const format = useFormat();
  const now = useNow();
  const actor = useActor();
  const admin = useHasRole('admin');
  const remove = useCommand(useDesk().deals.archiveNote);
  return (
    <>
      <CommandProblem command={remove} />
      <ol className={styles.notes}>
        {notes.map((note) => (
          <li key={note.id} className={styles.note}>
            <Avatar name={note.byName} />
            <span className={styles.noteMeta}>
              <b>{note.byName ?? t('contacts.erased')}</b> {t(`notes.kind.${note.kind}`)} ·{' '}
              <time dateTime={new Date(note.at).toISOString()} className="figures">
                {format.when(note.at, now)}
              </time>
            </span>
            {(note.by === actor.id || admin) && (
              <IconButton
                icon="close"
                size="small"
                label={t('notes.remove', { date: format.when(note.at, now) })}
                onClick={() => void remove.run({ note: note.id })}
              />
            )}
            <p className={styles.prose}>{note.text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
