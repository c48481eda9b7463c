import { useQuery } from '@tanstack/react-query';
import { useNow } from '../app';
import { signOff } from '../approvals';
import { useDeskQueries } from '../client';
import { Avatar, Chip, Section, TextLink, useFormat, useText } from '../ui';
import { QUOTE_ENTITIES } from './entities';
import styles from './quotes.module.css';
import { useRoleName } from './standing';
import { quotesText } from './text';

/** Who signed a version off, and who has not yet. */
export function SignOffPanel({ request, version }: { request: string; version: number }) {
  const t = useText(quotesText);
  const format = useFormat();
  const now = useNow();
  const roleName = useRoleName();
  const { data } = useQuery(
    useDeskQueries().approvals.get.queryOptions({ input: { id: request }, meta: { entities: QUOTE_ENTITIES } }),
  );
  if (!data) return null;
  return (
    <Section
      title={t('signoff.title', { version })}
      aside={<TextLink to={`/approvals/${request}?show=all`}>{t('signoff.open')}</TextLink>}
    >
      <ul className={styles.people}>
        {signOff(data).lines.map(({ need, decision }) => (
          <li key={need} className={styles.person}>
            <Avatar name={decision?.byName ?? null} />
            <span>
              {decision?.byName
                ? decision.onBehalfOfName
                  ? t('signoff.person.for', {
                      role: capital(decision.role),
                      name: decision.byName,
                      other: decision.onBehalfOfName,
                    })
                  : t('signoff.person', { role: capital(decision.role), name: decision.byName })
                : capital(roleName(need))}
            </span>
            {decision ? (
              <Chip tone={decision.decision === 'approve' ? 'good' : 'bad'} size="small">
                {format.when(decision.decidedAt, now)}
              </Chip>
            ) : data.state !== 'waiting' || data.closed ? (
              <Chip mark="ring" size="small">
                –
              </Chip>
            ) : (
              <Chip tone="warn" size="small">
                {format.duration(now - data.requestedAt)}
              </Chip>
            )}
          </li>
        ))}
        {!data.needs.includes('legal') && <li className="quiet">{t('signoff.not-needed')}</li>}
      </ul>
    </Section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
