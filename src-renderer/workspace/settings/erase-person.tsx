import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { CommandProblem, Loaded, useCommand, usePlaces } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Dialog, Stack, TextField, TextLink, useText } from '../../ui';
import { MarkedText } from '../marked-text';
import styles from './settings.module.css';
import { settingsText } from './text';

/** So many places in free text are listed; more are counted. */
const LISTED = 20;

/** Forgets a person for good, after showing what goes and what a human has to look at. Closed while `person` is null. */
export function ErasePerson({ person, name, onClose }: { person: string | null; name: string; onClose(): void }) {
  const t = useText(settingsText);
  const places = usePlaces();
  const queries = useDeskQueries();
  const scope = useQuery({
    ...queries.receipts.erasureScope.queryOptions({ input: { person: person ?? '' } }),
    enabled: person !== null,
  });
  const erase = useCommand(useDesk().receipts.erasePerson);
  const [reason, setReason] = useState('');
  useEffect(() => {
    if (person === null) setReason('');
  }, [person]);
  const act = async () => {
    if (person && (await erase.run({ person }, { reason }))) onClose();
  };
  const nothing = scope.data?.parts === 0;
  return (
    <Dialog
      open={person !== null}
      onClose={onClose}
      size="medium"
      title={t('people.erase.title', { name })}
      actions={
        <Button
          kind="danger"
          busy={erase.busy}
          unavailable={nothing && t('people.erase.nothing')}
          onClick={act}
        >{`${t('people.erase')}: ${name}`}</Button>
      }
    >
      <Loaded query={scope}>
        {({ parts, blobs, toReview }) => (
          <Stack gap={3}>
            {parts === 0 && <p>{t('people.erase.nothing')}</p>}
            {parts > 0 && (
              <>
                <p>
                  {t('people.erase.parts', { count: parts })} {blobs > 0 && t('people.erase.blobs', { count: blobs })}
                </p>
                <p className="quiet">{t('people.erase.about')}</p>
              </>
            )}
            {toReview.length > 0 && (
              <>
                <p>{t('people.erase.review')}</p>
                <ul className={styles.review}>
                  {toReview.slice(0, LISTED).map(({ entity, id, text }) => {
                    const to = places(entity, id);
                    return (
                      <li key={`${entity}-${id}`}>
                        {to ? (
                          <TextLink to={to}>
                            <MarkedText text={text} />
                          </TextLink>
                        ) : (
                          <MarkedText text={text} />
                        )}
                      </li>
                    );
                  })}
                  {toReview.length > LISTED && <li>{t('people.erase.more', { count: toReview.length - LISTED })}</li>}
                </ul>
              </>
            )}
            <p className="quiet">{t('people.erase.documents')}</p>
            {parts > 0 && (
              <TextField
                label={t('people.reason')}
                hint={t('people.reason.hint')}
                value={reason}
                onChange={setReason}
                maxLength={2000}
              />
            )}
          </Stack>
        )}
      </Loaded>
      <CommandProblem command={erase} />
    </Dialog>
  );
}
