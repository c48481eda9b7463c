import { useQuery } from '@tanstack/react-query';
import { useHasRole } from '../app';
import { useDeskQueries } from '../client';
import { Button, Card, Row, useText } from '../ui';
import { settingsText } from './settings/text';

/** Says to an admin that this release brings policies which the workspace has not answered; nothing of it is in force. */
export function PolicyOfferCard() {
  const admin = useHasRole('admin');
  return admin ? <Offered /> : null;
}

function Offered() {
  const t = useText(settingsText);
  const queries = useDeskQueries();
  const { data } = useQuery(queries.workspace.policyOffer.queryOptions({ meta: { entities: ['policySet'] } }));
  if (!data || data.offered.length === 0) return null;
  return (
    <Card title={t('offer.title')}>
      <Row>
        <span>{t('offer.about', { count: data.offered.length })}</span>
        <Button to="/settings/policies?offer=1" style={{ marginLeft: 'auto' }}>
          {t('offer.look')}
        </Button>
      </Row>
    </Card>
  );
}
