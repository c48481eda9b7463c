import { useState } from 'react';
import type { Shareable } from '../../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { Loaded } from '../../app';
import { useDesk } from '../../client';
import { useDealRoom } from '../../deals';
import { Button, CheckField, Dialog, ErrorSurface, SelectField, Stack, TextField, useText } from '../../ui';
import { useShareable } from './queries';
import styles from './share.module.css';
import { shareText } from './text';

interface ShareButtonProps {
  deal: string;
  /** Chosen at the beginning. */
  document?: string;
}

/** Opens the dialog in which documents are given to the deal's customer. */
export function ShareButton({ deal, document }: ShareButtonProps) {
  const t = useText(shareText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={document ? undefined : 'small'} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <ShareDialog deal={deal} document={document} onClose={() => setOpen(false)} />}
    </>
  );
}

function ShareDialog({ deal, document, onClose }: ShareButtonProps & { onClose(): void }) {
  return (
    <Loaded query={useShareable(deal)}>
      {(offered) => <ShareForm deal={deal} document={document} offered={offered} onClose={onClose} />}
    </Loaded>
  );
}

type Written = Awaited<ReturnType<ReturnType<typeof useDesk>['documents']['shares']['write']>>;

interface ShareFormProps extends ShareButtonProps {
  offered: readonly Shareable[];
  onClose(): void;
}

function ShareForm({ deal, document, offered, onClose }: ShareFormProps) {
  const t = useText(shareText);
  const desk = useDesk();
  const room = useDealRoom(deal).data;
  const documents = offered.filter(({ kind }) => kind !== 'roi-case');
  const cases = offered.filter(({ kind, refused }) => kind === 'roi-case' && refused === null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(documents.filter(({ id, refused }) => id === document && refused === null).map(({ id }) => id)),
  );
  const [roi, setRoi] = useState<string | null>(cases[0]?.id ?? null);
  const [page, setPage] = useState(true);
  const [into, setInto] = useState('');
  const [name, setName] = useState('');
  const [contact, setContact] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const [written, setWritten] = useState<Written | null>(null);
  const nothing = chosen.size === 0 && !(page && roi);
  const write = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setWritten(
        await desk.documents.shares.write({
          ...{ deal, documents: [...chosen], into: into.trim(), page, contact, note: note.trim() },
          roi: page && roi ? { case: roi } : null,
          ...(name.trim() && { name: name.trim() }),
        }),
      );
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    } finally {
      setBusy(false);
    }
  };
  const account = room?.account.name ?? '';
  if (written) return <WrittenDialog written={written} account={account} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('title', { account })}
      actions={
        <Button
          kind="primary"
          busy={busy}
          unavailable={nothing ? t('write.nothing') : into.trim() === '' && t('write.nowhere')}
          onClick={write}
        >
          {t('write')}
        </Button>
      }
    >
      <Stack>
        <p className="quiet">{t('about')}</p>
        {problem && <ErrorSurface error={problem} title={t('failed')} onDismiss={() => setProblem(null)} />}
        <fieldset className={styles.documents}>
          <legend>{t('documents')}</legend>
          {documents.length === 0 && <p className="quiet">{t('documents.none')}</p>}
          {documents.map(({ id, title, refused, stale }) => (
            <CheckField
              key={id}
              label={title}
              hint={refused ?? (stale.length > 0 ? t('stale', { reasons: stale.join(' ') }) : undefined)}
              disabled={refused !== null}
              checked={chosen.has(id)}
              onChange={(on) =>
                setChosen((before) => {
                  const next = new Set(before);
                  if (on) next.add(id);
                  else next.delete(id);
                  return next;
                })
              }
            />
          ))}
        </fieldset>
        <CheckField label={t('page')} hint={t('page.hint')} checked={page} onChange={setPage} />
        {page && cases.length > 0 && (
          <SelectField
            label={t('roi')}
            placeholder={t('roi.none')}
            clearable
            options={cases.map(({ id, title, version }) => ({
              value: id,
              label: t('roi.version', { title, version: String(version ?? '') }),
            }))}
            value={roi}
            onChange={setRoi}
          />
        )}
        <TextField label={t('into')} hint={t('into.hint')} value={into} mono onChange={setInto} data-autofocus />
        <TextField label={t('name')} hint={t('name.hint')} optional value={name} maxLength={120} onChange={setName} />
        {(room?.contacts.length ?? 0) > 0 && (
          <SelectField
            label={t('contact')}
            optional
            clearable
            options={(room?.contacts ?? []).map((one) => ({ value: one.id, label: one.name ?? one.id }))}
            value={contact}
            onChange={setContact}
          />
        )}
        <TextField label={t('note')} optional internal value={note} maxLength={1000} onChange={setNote} />
      </Stack>
    </Dialog>
  );
}

/** What was written, with the digest of every file. */
function WrittenDialog({ written, account, onClose }: { written: Written; account: string; onClose(): void }) {
  const t = useText(shareText);
  return (
    <Dialog open onClose={onClose} size="medium" leave="close" title={t('title', { account })} actions={null}>
      <Stack>
        <p role="status">
          <b className={styles.path}>{t('done', { path: written.path })}</b>
        </p>
        <p className="quiet">{t('done.about', { count: written.files.length })}</p>
        <ul className={styles.files}>
          {written.files.map(({ name, sha256 }) => (
            <li key={name}>
              <span>{name}</span>
              <span className={styles.digest}>{sha256}</span>
            </li>
          ))}
        </ul>
      </Stack>
    </Dialog>
  );
}
