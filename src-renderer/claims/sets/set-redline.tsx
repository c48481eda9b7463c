import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../app';
import { useDeskQueries } from '../../client';
import { Card, useText } from '../../ui';
import { SET_ENTITIES } from '../queries';
import { RedlineRows } from '../redline-rows';
import { setsText } from './text';

/** What changed between two versions of a set, claim by claim. */
export function SetRedline({ set, from, to }: { set: string; from: number; to: number }) {
  const t = useText(setsText);
  const query = useQuery(
    useDeskQueries().claims.setRedline.queryOptions({ input: { set, from, to }, meta: { entities: SET_ENTITIES } }),
  );
  return (
    <Card title={t('redline.title', { from, to })}>
      <Loaded query={query}>{(redline) => <RedlineRows redline={redline} />}</Loaded>
    </Card>
  );
}
