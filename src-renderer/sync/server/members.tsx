import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { SyncMember } from '../../../src-shared/sync/contract';
import { Loaded, SYNC_ENTITIES, useActor, useHasRole } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  ActionMenu,
  Button,
  Card,
  Chip,
  Confirm,
  type DataColumn,
  DataTable,
  Dialog,
  ErrorSurface,
  IconButton,
  KeyValueList,
  Stack,
  useFormat,
  useText,
} from '../../ui';
import { Copied } from './copied';
import { serverText } from './text';

interface Invitation {
  person: string;
  code: string;
  expires: number;
  address: string;
}

/** Who is in the workspace on the server, and inviting those who are not. */
export function Members() {
  const t = useText(serverText);
  const admin = useHasRole('admin');
  const members = useQuery(
    useDeskQueries().sync.members.queryOptions({ meta: { entities: ['person', ...SYNC_ENTITIES] } }),
  );
  const deeds = useMemberDeeds();
  const [inviting, setInviting] = useState<SyncMember | null>(null);
  const [withdrawing, setWithdrawing] = useState<SyncMember | null>(null);
  const [removing, setRemoving] = useState<SyncMember | null>(null);
  const columns = useMemberColumns(admin, { invite: setInviting, withdraw: setWithdrawing, remove: setRemoving });
  const nameOf = (member: SyncMember | null) => member?.name || t('members.erased');
  return (
    <Card title={t('members.title')} flush>
      {deeds.problem && <ErrorSurface error={deeds.problem} onDismiss={deeds.forget} />}
      <Loaded query={members}>
        {(rows) => (
          <DataTable
            label={t('members.title')}
            plain
            rows={rows}
            columns={columns}
            rowKey={({ person }) => person}
            isQuiet={({ joined, invited }) => joined === null && invited === null}
          />
        )}
      </Loaded>
      <InviteDialog member={inviting} onClose={() => setInviting(null)} deeds={deeds} />
      <Confirm
        open={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
        onConfirm={() => withdrawing?.invited && void deeds.withdraw(withdrawing.invited.id)}
        title={t('members.withdraw.title', { name: nameOf(withdrawing) })}
        confirm={t('members.withdraw')}
      >
        <p>{t('members.withdraw.about', { name: nameOf(withdrawing) })}</p>
      </Confirm>
      <Confirm
        open={removing !== null}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing && void deeds.remove(removing.person)}
        title={t('members.remove.title', { name: nameOf(removing) })}
        confirm={t('members.remove')}
      >
        <p>{t('members.remove.about')}</p>
      </Confirm>
    </Card>
  );
}

interface Asked {
  invite(member: SyncMember): void;
  withdraw(member: SyncMember): void;
  remove(member: SyncMember): void;
}

function useMemberColumns(admin: boolean, asked: Asked): DataColumn<SyncMember>[] {
  const t = useText(serverText);
  const format = useFormat();
  const actor = useActor();
  const { invite, withdraw, remove } = asked;
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('members.name'),
        value: ({ name }) => name || t('members.erased'),
        cell: ({ person, name }) => (
          <>
            {name || t('members.erased')}{' '}
            {person === actor.id && (
              <Chip size="small" mark={null}>
                {t('members.you')}
              </Chip>
            )}
          </>
        ),
        width: 220,
        grow: 2,
      },
      { id: 'roles', header: t('members.roles'), value: ({ roles }) => roles.join(', '), width: 180, grow: 1 },
      {
        id: 'access',
        header: t('members.access'),
        value: ({ joined, invited }) => joined ?? invited?.expires ?? 0,
        cell: ({ joined, invited }) =>
          joined !== null ? (
            <Chip tone="good">{t('members.joined', { date: format.date(joined) })}</Chip>
          ) : invited ? (
            <Chip tone="warn">{t('members.invited', { date: format.date(invited.expires) })}</Chip>
          ) : (
            <span className="quiet">{t('members.none')}</span>
          ),
        width: 200,
        grow: 1,
      },
      ...(admin
        ? [
            {
              id: 'deeds',
              header: t('members.invite'),
              heading: <span className="only-screen-reader">{t('members.invite')}</span>,
              kind: 'actions' as const,
              width: 120,
              cell: (member: SyncMember) => {
                const name = member.name || t('members.erased');
                if (member.joined === null && !member.invited) {
                  return (
                    <Button size="small" aria-label={t('members.invite.one', { name })} onClick={() => invite(member)}>
                      {t('members.invite')}
                    </Button>
                  );
                }
                if (member.person === actor.id) return null;
                return (
                  <ActionMenu
                    trigger={<IconButton icon="more" size="small" label={t('members.more', { name })} />}
                    items={
                      member.joined === null
                        ? [
                            { id: 'again', label: t('members.invite'), run: () => invite(member) },
                            { id: 'withdraw', label: t('members.withdraw'), danger: true, run: () => withdraw(member) },
                          ]
                        : [{ id: 'remove', label: t('members.remove'), danger: true, run: () => remove(member) }]
                    }
                  />
                );
              },
            },
          ]
        : []),
    ],
    [t, format, actor.id, admin, invite, withdraw, remove],
  );
}

type MemberDeeds = ReturnType<typeof useMemberDeeds>;

/** What an admin does with members; why it failed stays in sight, and the list is asked again. */
function useMemberDeeds() {
  const desk = useDesk();
  const queries = useQueryClient();
  const key = useDeskQueries().sync.members.key();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  async function doing<T>(deed: () => Promise<T>): Promise<T | null> {
    setBusy(true);
    setProblem(null);
    try {
      return await deed();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
      return null;
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: key });
    }
  }
  return {
    busy,
    problem,
    forget: () => setProblem(null),
    invite: (person: string) => doing(() => desk.sync.invite({ person })),
    withdraw: (id: string) => doing(() => desk.sync.withdrawInvitation({ id })),
    remove: (person: string) => doing(() => desk.sync.removeMember({ person })),
  };
}

interface InviteDialogProps {
  member: SyncMember | null;
  onClose(): void;
  deeds: MemberDeeds;
}

/** Makes the code of an invitation, and shows it this once. */
function InviteDialog({ member, onClose, deeds }: InviteDialogProps) {
  const t = useText(serverText);
  const format = useFormat();
  const [made, setMade] = useState<Invitation | null>(null);
  const name = member?.name || t('members.erased');
  const close = () => {
    onClose();
    setMade(null);
  };
  const make = async () => {
    if (!member) return;
    const invitation = await deeds.invite(member.person);
    if (invitation) setMade({ ...invitation, person: member.person });
  };
  const shown = made && made.person === member?.person ? made : null;
  return (
    <Dialog
      open={member !== null}
      onClose={close}
      title={shown ? t('members.code', { name }) : t('members.invite.title', { name })}
      leave={shown ? 'close' : 'cancel'}
      size="medium"
      actions={
        shown ? null : (
          <Button kind="primary" busy={deeds.busy} onClick={make}>
            {t('members.invite.run')}
          </Button>
        )
      }
    >
      {shown ? (
        <Stack gap={4}>
          <Copied look="large" label={t('members.code', { name })} text={shown.code} />
          <p>{t('members.code.once', { date: format.dateTime(shown.expires) })}</p>
          <KeyValueList
            stacked
            items={[
              {
                label: t('members.code.address'),
                value: <Copied label={t('members.code.address')} text={shown.address} />,
              },
            ]}
          />
        </Stack>
      ) : (
        <Stack gap={3}>
          {deeds.problem && <ErrorSurface error={deeds.problem} onDismiss={deeds.forget} />}
          <p>{t('members.invite.about', { name })}</p>
          {member?.invited && <p className="quiet">{t('members.invite.again')}</p>}
        </Stack>
      )}
    </Dialog>
  );
}
