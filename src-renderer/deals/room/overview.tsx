import type { DealRoom } from '../../../src-shared/deals';
import { CommandProblem, Loaded, useCommand, useDraft, useHasRole } from '../../app';
import { useDesk } from '../../client';
import { WhyValue } from '../../receipts';
import {
  Button,
  Card,
  DateField,
  Form,
  Internal,
  KeyValueList,
  Stack,
  TextField,
  TextLink,
  useFormat,
  useText,
} from '../../ui';
import styles from '../deals.module.css';
import { accountPath, dealPath, moneyText } from '../shared';
import { dealsText } from '../text';
import { DealNotes } from './notes';
import { useDealRoom } from './queries';

/** What comes next, what was said, and the facts of the deal. */
export function OverviewTab({ deal }: { deal: string }) {
  const query = useDealRoom(deal);
  return (
    <Loaded query={query}>
      {(room) => (
        <div className={styles.room}>
          <Stack gap={4}>
            <NextStep room={room} />
            <DealNotes room={room} />
          </Stack>
          <Facts room={room} />
        </div>
      )}
    </Loaded>
  );
}

interface NextStepEdit {
  nextStep: string;
  nextStepDue: string | null;
}

/** The next step, edited in place by anybody who works on the deal. */
function NextStep({ room: { deal } }: { room: DealRoom }) {
  const t = useText(dealsText);
  const revise = useCommand(useDesk().deals.revise);
  const stored: NextStepEdit = { nextStep: deal.nextStep, nextStepDue: deal.nextStepDue };
  const draft = useDraft<NextStepEdit>(`${dealPath(deal.id)}#next-step`, stored);
  const { nextStep, nextStepDue } = draft.value;
  const changed = nextStep.trim() !== stored.nextStep || nextStepDue !== stored.nextStepDue;
  const save = async () => {
    if (!changed) return;
    if (await revise.run({ deal: deal.id, nextStep: nextStep.trim(), nextStepDue })) draft.drop();
  };
  return (
    <Card title={t('next.title')} aside={changed && <span className="quiet">{t('next.draft')}</span>}>
      <Form onSubmit={save} aria-label={t('next.title')}>
        <div className={styles.oneLine}>
          <TextField
            label={t('next.what')}
            value={nextStep}
            maxLength={300}
            disabled={deal.archived}
            onChange={(text) => draft.set({ nextStep: text, nextStepDue })}
          />
          <DateField
            label={t('next.due')}
            value={nextStepDue}
            disabled={deal.archived}
            onChange={(date) => draft.set({ nextStep, nextStepDue: date })}
          />
          <Button type="submit" busy={revise.busy} unavailable={!changed && t('form.unchanged')}>
            {t('next.save')}
          </Button>
        </div>
        <CommandProblem command={revise} />
      </Form>
    </Card>
  );
}

function Facts({ room: { deal, contacts } }: { room: DealRoom }) {
  const t = useText(dealsText);
  const format = useFormat();
  const sells = useHasRole('rep', 'admin');
  const value = moneyText(format, deal.valueMinor, deal.currency);
  const [first] = contacts;
  const ask = (field: string, text: string) => <WhyValue entity="deal" id={deal.id} field={field} value={text} />;
  return (
    <Stack gap={4}>
      <Card title={t('facts.title')}>
        <KeyValueList
          items={[
            { label: t('facts.number'), value: <span className="mono">{deal.number}</span> },
            {
              label: t('facts.account'),
              value: <TextLink to={accountPath(deal.account)}>{deal.accountName}</TextLink>,
            },
            { label: t('column.stage'), value: ask('stage', t(`stage.${deal.stage}`)) },
            { label: t('column.owner'), value: ask('owner', deal.ownerName ?? '–') },
            { label: t('column.value'), value: value ? ask('valueMinor', value) : '–' },
            {
              label: t('column.close'),
              value: deal.expectedClose ? ask('expectedClose', format.date(deal.expectedClose)) : '–',
            },
            { label: t('facts.source'), value: deal.source || '–' },
            { label: t('facts.created'), value: format.date(deal.created) },
            ...(first ? [{ label: t('tab.contacts'), value: contactLine(first.name, contacts.length - 1) }] : []),
          ]}
        />
      </Card>
      <Card title={t('facts.notes')} internal>
        <Internal block>
          {deal.notes ? <p className={styles.prose}>{deal.notes}</p> : <p className="quiet">{t('facts.none')}</p>}
        </Internal>
      </Card>
      <Card title={t('facts.customerNotes')}>
        {deal.customerNotes ? (
          <p className={styles.prose}>{deal.customerNotes}</p>
        ) : (
          <p className="quiet">
            {t('facts.customerNotes.about')}{' '}
            {sells && !deal.archived && <TextLink to={`${dealPath(deal.id)}/edit`}>{t('room.edit')}</TextLink>}
          </p>
        )}
      </Card>
    </Stack>
  );

  function contactLine(name: string | null, others: number): string {
    return others > 0 ? `${name ?? t('contacts.erased')} +${others}` : (name ?? t('contacts.erased'));
  }
}
