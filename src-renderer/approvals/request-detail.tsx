import { useState } from 'react';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import { CommandProblem, useActor, useAreas, useCommand, useNow, usePlaces } from '../app';
import { useDesk } from '../client';
import { ChangeList } from '../receipts';
import { Avatar, Button, Chip, Confirm, DetailHeader, Row, Said, Section, TextLink, useFormat, useText } from '../ui';
import styles from './approvals.module.css';
import { Decide } from './decide';
import { RequestState } from './request-state';
import { RunApproved } from './run-approved';
import { signOff } from './sign-off';
import { approvalsText } from './text';

/** One request: what is to be approved, who decided what, and one's own decision. */
export function RequestDetail({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const format = useFormat();
  const now = useNow();
  const places = usePlaces();
  const to = places(request.entity, request.subject);
  return (
    <>
      <DetailHeader title={request.title}>
        <RequestState request={request} />
        <span>
          {t('asked.by', { name: request.requesterName ?? t('erased') })} ·{' '}
          <time dateTime={new Date(request.requestedAt).toISOString()}>{format.dateTime(request.requestedAt)}</time>
          {request.state === 'waiting' && !request.closed && (
            <> · {t('asked.at', { time: format.duration(now - request.requestedAt) })}</>
          )}
        </span>
        {request.version !== null && <span>{t('about.version', { version: format.number(request.version) })}</span>}
        {to && <TextLink to={to}>{t('about.open')}</TextLink>}
      </DetailHeader>
      {request.reason && (
        <Section title={t('reason.title')}>
          <Said>{request.reason}</Said>
        </Section>
      )}
      <Subject request={request} />
      <Kept request={request} />
      <SignOffSection request={request} />
      <Deciding request={request} />
    </>
  );
}

/** What it is about, as the domain shows it; without such a view, the changes that would be made. */
function Subject({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const areas = useAreas();
  const View = areas
    .flatMap((area) => area.subjects ?? [])
    .find(({ command }) => command === request.command)?.component;
  if (View) {
    return (
      <Section title={t('subject.title')}>
        <View request={request} />
      </Section>
    );
  }
  if (request.changes.length > 0)
    return <ChangeList changes={request.changes} names={request.names} title={t('changes.title')} />;
  return (
    <Section title={t('subject.title')}>
      <p className="quiet">{t('subject.none')}</p>
    </Section>
  );
}

/** What became of an earlier version's approvals, and why. */
function Kept({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const format = useFormat();
  const { kept } = request;
  if (!kept) return null;
  const roles = [...new Set(request.decisions.filter((one) => one.kept).map(({ role }) => role))];
  return (
    <Section title={t('kept.title', { version: format.number(kept.version) })}>
      <p>{kept.kept ? t('kept.some', { roles: format.list(roles) }) : t('kept.none')}</p>
      <ul className={styles.why}>
        {kept.why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  );
}

/** Who gave a decision: in whose place, and on which earlier version, where that is so. */
function useGiven(request: ApprovalRequestView): (decision: ApprovalRequestView['decisions'][number]) => string {
  const t = useText(approvalsText);
  const format = useFormat();
  return ({ role, byName, onBehalfOf, onBehalfOfName, kept }) => {
    const name = byName ?? t('erased');
    const who =
      onBehalfOf === null
        ? t('needs.given', { role, name })
        : t('needs.given.for', { role, name, other: onBehalfOfName ?? t('erased') });
    return kept && request.kept
      ? `${who}, ${t('decision.kept', { version: format.number(request.kept.version) })}`
      : who;
  };
}

function SignOffSection({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const { lines, earlier } = signOff(request);
  const given = useGiven(request);
  return (
    <Section title={t('needs.title')}>
      <ul className={styles.needs}>
        {lines.map(({ need, role, second, decision }) => (
          <li key={need}>
            <Avatar name={decision?.byName ?? null} />
            <div>
              {decision ? given(decision) : t(second ? 'needs.second' : 'needs.missing', { role })}
              {decision?.reason && <Said>{decision.reason}</Said>}
            </div>
            {decision ? <DecisionChip decision={decision} /> : <Chip mark="ring">–</Chip>}
          </li>
        ))}
      </ul>
      {earlier.length > 0 && (
        <details>
          <summary className="quiet">{t('decision.earlier')}</summary>
          <ul className={styles.needs}>
            {earlier.map((decision) => (
              <li key={decision.id}>
                <Avatar name={decision.byName} />
                <div>
                  {given(decision)}
                  {decision.reason && <Said>{decision.reason}</Said>}
                </div>
                <DecisionChip decision={decision} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function DecisionChip({ decision }: { decision: ApprovalRequestView['decisions'][number] }) {
  const t = useText(approvalsText);
  const format = useFormat();
  const now = useNow();
  return (
    <Row nowrap>
      <Chip tone={decision.decision === 'approve' ? 'good' : 'bad'}>
        {t(`decision.${decision.decision}`)} {format.when(decision.decidedAt, now)}
      </Chip>
      {decision.receipt && (
        <TextLink
          to={`/receipts/${decision.receipt}`}
          className="mono"
          aria-label={t('decision.receipt', { number: format.digest(decision.receipt) })}
        >
          {format.digest(decision.receipt)}
        </TextLink>
      )}
    </Row>
  );
}

/** What one can do with it: decide, run it, withdraw it; or why one cannot. */
function Deciding({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const actor = useActor();
  const own = request.requester === actor.id;
  if (request.closed) return null;
  if (own) {
    return (
      <>
        {request.runnable ? <RunApproved request={request} /> : <p className="quiet">{t('decide.own')}</p>}
        <Withdraw request={request} />
      </>
    );
  }
  if (request.mine.length > 0) {
    return (
      <div className={styles.deciding}>
        <Decide key={request.voices.map(({ role, onBehalfOf }) => `${role} ${onBehalfOf}`).join()} request={request} />
      </div>
    );
  }
  const decided = request.decisions.some(({ by }) => by === actor.id);
  return <p className="quiet">{decided ? t('decide.done') : t('decide.not-yours')}</p>;
}

function Withdraw({ request }: { request: ApprovalRequestView }) {
  const t = useText(approvalsText);
  const [asked, setAsked] = useState(false);
  const withdraw = useCommand(useDesk().approvals.withdraw);
  return (
    <>
      <CommandProblem command={withdraw} />
      <div>
        <Button busy={withdraw.busy} onClick={() => setAsked(true)}>
          {t('withdraw')}
        </Button>
      </div>
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        onConfirm={() => withdraw.run({ request: request.id })}
        title={t('withdraw.title')}
        confirm={t('withdraw')}
      >
        <p>{t('withdraw.about')}</p>
      </Confirm>
    </>
  );
}
