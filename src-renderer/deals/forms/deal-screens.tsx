import type { DealRoom } from '../../../src-shared/deals';
import { CommandProblem, Loaded, useActor, useAddress, useCommand, useDraft, useHere, useWorkspace } from '../../app';
import { useDesk } from '../../client';
import { Button, Page, PageHeader, Row, useFormat, useNavigation, useText } from '../../ui';
import { useDealRoom } from '../room/queries';
import { accountPath, dealPath } from '../shared';
import { dealsText } from '../text';
import { changedFields, type DealEdit, dealEdit, dealValue, newDealEdit } from './deal-edit';
import { DealForm } from './deal-form';

/** Creates a deal; `?account=` names the account that it is for. */
export function NewDealScreen() {
  const t = useText(dealsText);
  const { go } = useNavigation();
  const { search } = useAddress();
  const { currency } = useWorkspace();
  const actor = useActor();
  const account = search['account'] ?? null;
  const place = account ? `/deals/new?account=${account}` : '/deals/new';
  const draft = useDraft<DealEdit>(place, newDealEdit({ account, currency, owner: actor.id }));
  const create = useCommand(useDesk().deals.create);
  useHere({ crumbs: [{ label: t('title'), to: '/deals' }, { label: t('form.new') }] });
  const save = async () => {
    const { account: chosen, title, ...edit } = draft.value;
    if (chosen === null) return;
    const outcome = await create.run({
      title: title.trim(),
      account: chosen,
      value: dealValue(draft.value),
      expectedClose: edit.expectedClose,
      owner: edit.owner,
      stage: edit.stage,
      source: edit.source.trim(),
      nextStep: edit.nextStep.trim(),
      nextStepDue: edit.nextStepDue,
      notes: edit.notes.trim(),
      customerNotes: edit.customerNotes.trim(),
    });
    if (!outcome?.result) return;
    draft.drop();
    go(dealPath(outcome.result.id));
  };
  const cancel = () => {
    draft.drop();
    go(account ? accountPath(account) : '/deals');
  };
  return (
    <Page narrow>
      <PageHeader title={t('form.new')}>
        <DraftNotice found={draft.found} onDrop={draft.drop} />
      </PageHeader>
      <DealForm
        label={t('form.new')}
        edit={draft.value}
        onChange={draft.set}
        onSubmit={save}
        chooseStage
        actions={
          <>
            <Button onClick={cancel}>{t('form.cancel')}</Button>
            <Button kind="primary" type="submit" busy={create.busy} shortcut="Mod Enter">
              {t('form.create')}
            </Button>
          </>
        }
      >
        <CommandProblem command={create} />
      </DealForm>
    </Page>
  );
}

/** Changes a deal. */
export function EditDealScreen() {
  const { params } = useAddress();
  const query = useDealRoom(params['deal'] ?? '');
  return <Loaded query={query}>{(room) => <EditDeal room={room} />}</Loaded>;
}

function EditDeal({ room: { deal, account } }: { room: DealRoom }) {
  const t = useText(dealsText);
  const { go } = useNavigation();
  const { currency } = useWorkspace();
  const stored = dealEdit(deal, currency);
  const draft = useDraft<DealEdit>(`${dealPath(deal.id)}/edit`, stored);
  const revise = useCommand(useDesk().deals.revise);
  useHere({
    crumbs: [
      { label: t('title'), to: '/deals' },
      { label: account.name, to: accountPath(account.id) },
      { label: deal.number, to: dealPath(deal.id) },
      { label: t('room.edit') },
    ],
    customer: { account: account.id, name: account.name },
  });
  const save = async () => {
    const fields = changedFields(stored, draft.value);
    const done = Object.keys(fields).length === 0 || (await revise.run({ deal: deal.id, ...fields }));
    if (!done) return;
    draft.drop();
    go(dealPath(deal.id));
  };
  const cancel = () => {
    draft.drop();
    go(dealPath(deal.id));
  };
  return (
    <Page narrow>
      <PageHeader title={t('form.edit', { title: deal.title })}>
        <DraftNotice found={draft.found} onDrop={draft.drop} />
      </PageHeader>
      <DealForm
        label={t('form.edit', { title: deal.title })}
        edit={draft.value}
        onChange={draft.set}
        onSubmit={save}
        actions={
          <>
            <Button onClick={cancel}>{t('form.cancel')}</Button>
            <Button kind="primary" type="submit" busy={revise.busy} shortcut="Mod Enter">
              {t('form.save')}
            </Button>
          </>
        }
      >
        <CommandProblem command={revise} />
      </DealForm>
    </Page>
  );
}

/** Says that an unfinished edit was found, and offers to begin anew. */
export function DraftNotice({ found, onDrop }: { found: number | null; onDrop(): void }) {
  const t = useText(dealsText);
  const format = useFormat();
  if (found === null) return null;
  return (
    <Row>
      <span>{t('form.draft', { time: format.dateTime(found) })}</span>
      <Button size="small" onClick={onDrop}>
        {t('form.draft.drop')}
      </Button>
    </Row>
  );
}
