import type { ReactNode } from 'react';
import { useHasRole, useHere } from '../app';
import { Page, PageHeader, Tabs, useNavigation, useText } from '../ui';
import { claimsText } from './text';

/** The parts of claims, each with an address of its own. Sales see what was released; those who draft and review see the rest too. */
const parts = {
  charts: '/claims',
  sets: '/claims/sets',
  archetypes: '/claims/archetypes',
  releases: '/claims/releases',
  language: '/claims/language',
  briefs: '/claims/briefs',
} as const;
export type ClaimsPart = keyof typeof parts;

const open: readonly ClaimsPart[] = ['releases'];

/** Who reads drafts; what is allowed the policies decide. */
export const useReadsDrafts = () => useHasRole('engineer', 'legal');

/** The frame of the lists of claims: one title, its parts as tabs. */
export function ClaimsPage({
  part,
  actions,
  children,
}: {
  part: ClaimsPart;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = useText(claimsText);
  const { go } = useNavigation();
  const drafts = useReadsDrafts();
  const shown = (Object.keys(parts) as ClaimsPart[]).filter((id) => drafts || open.includes(id));
  useHere({ crumbs: [{ label: t('title'), to: '/claims' }, { label: t(`part.${part}`) }] });
  return (
    <Page>
      <PageHeader title={t('title')} actions={actions} />
      <Tabs
        label={t('title')}
        tabs={shown.map((id) => ({ id, label: t(`part.${id}`), content: id === part ? children : null }))}
        open={part}
        onOpen={(id) => go(parts[id])}
      />
    </Page>
  );
}
