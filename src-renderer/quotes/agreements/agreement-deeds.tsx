import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { QuoteDetail } from '../../../src-shared/quotes';
import { useHasRole } from '../../app';
import { useDeskQueries } from '../../client';
import { Button, useActions, useText } from '../../ui';
import { QUOTE_ENTITIES } from '../entities';
import { AmendDialog } from './amend-dialog';
import { RenewDialog } from './renew-dialog';
import { agreementText } from './text';

/** “Amend” and “Renew” on an accepted quote, with their dialogs; nothing on others. */
export function AgreementDeeds({ quote }: { quote: QuoteDetail }) {
  const t = useText(agreementText);
  const may = useHasRole('rep', 'admin');
  const [open, setOpen] = useState<'amend' | 'renew' | null>(null);
  const accepted = quote.standing === 'accepted';
  const agreement = useQuery(
    useDeskQueries().quotes.agreement.queryOptions({
      input: { quote: quote.id },
      enabled: accepted,
      meta: { entities: QUOTE_ENTITIES },
    }),
  ).data;
  const notRep = !may && t('not-rep');
  useActions(
    useMemo(
      () =>
        accepted
          ? [
              { id: 'quote-amend', label: t('amend'), unavailable: notRep, run: () => setOpen('amend') },
              { id: 'quote-renew', label: t('renew'), unavailable: notRep, run: () => setOpen('renew') },
            ]
          : [],
      [accepted, notRep, t],
    ),
  );
  if (!accepted || !agreement) return null;
  return (
    <>
      <Button unavailable={notRep} onClick={() => setOpen('amend')}>
        {t('amend')}
      </Button>
      <Button unavailable={notRep} onClick={() => setOpen('renew')}>
        {t('renew')}
      </Button>
      <AmendDialog agreement={agreement} open={open === 'amend'} onClose={() => setOpen(null)} />
      <RenewDialog agreement={agreement} open={open === 'renew'} onClose={() => setOpen(null)} />
    </>
  );
}
