import { useQuery } from '@tanstack/react-query';
import type { DelegationView } from '../../src-shared/approvals';
import { CommandProblem, useActor, useCommand } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, Chip, useFormat, useText } from '../ui';
import styles from './approvals.module.css';
import { DELEGATION_ENTITIES } from './entities';
import { approvalsText } from './text';

/** Who decides in whose place, as far as it is about the acting person: for them, or by them. Nothing where there is none. */
export function Delegations() {
  const t = useText(approvalsText);
  const { data = [] } = useQuery(
    useDeskQueries().approvals.delegations.queryOptions({ input: {}, meta: { entities: DELEGATION_ENTITIES } }),
  );
  const end = useCommand(useDesk().approvals.endDelegation);
  const mine = data.filter((one) => one.mine);
  if (mine.length === 0) return null;
  return (
    <>
      <CommandProblem command={end} />
      <ul className={styles.delegations} aria-label={t('delegations.label')}>
        {mine.map((one) => (
          <li key={one.id}>
            <Sentence delegation={one} />
            {one.lapsed ? (
              <Chip size="small" tone="warn">
                {t('delegation.lapsed')}
              </Chip>
            ) : (
              one.state === 'ahead' && <Chip size="small">{t('delegation.ahead')}</Chip>
            )}
            <Button kind="quiet" busy={end.busy} onClick={() => end.run({ delegation: one.id })}>
              {t('delegation.end')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Sentence({ delegation }: { delegation: DelegationView }) {
  const t = useText(approvalsText);
  const format = useFormat();
  const actor = useActor();
  const own = delegation.person === actor.id;
  return (
    <span>
      {t(own ? 'delegation.for-me' : 'delegation.by-me', {
        name: (own ? delegation.delegateName : delegation.personName) ?? t('erased'),
        role: delegation.role,
        from: format.date(delegation.from),
        // The last moment that still belongs to it.
        until: format.date(delegation.until - 1),
      })}
    </span>
  );
}
