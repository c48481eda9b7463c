import { useState } from 'react';
import type { ContactView } from '../../../src-shared/deals';
import { CommandProblem, Loaded, useCommand, useHasRole } from '../../app';
import { useDesk } from '../../client';
import { ActionMenu, Avatar, Button, Card, EmptyState, IconButton, useText } from '../../ui';
import styles from '../deals.module.css';
import { ContactDialog } from '../forms/contact-dialog';
import { dealsText } from '../text';
import { useDealRoom } from './queries';

/** The people at the deal's account. */
export function ContactsTab({ deal }: { deal: string }) {
  const query = useDealRoom(deal);
  return (
    <Loaded query={query}>
      {(room) => <Contacts account={room.account.id} accountName={room.account.name} contacts={room.contacts} />}
    </Loaded>
  );
}

export interface ContactsProps {
  account: string;
  accountName: string;
  contacts: readonly ContactView[];
}

/** Contacts of an account, each with how to reach them. */
export function Contacts({ account, accountName, contacts }: ContactsProps) {
  const t = useText(dealsText);
  const [editing, setEditing] = useState<ContactView | 'new' | null>(null);
  const archive = useCommand(useDesk().deals.archiveContact);
  const meets = useHasRole('rep', 'admin', 'engineer', 'delivery');
  const sells = useHasRole('rep', 'admin');
  const add = meets && (
    <Button size="small" onClick={() => setEditing('new')}>
      {t('contacts.add')}
    </Button>
  );
  return (
    <>
      <CommandProblem command={archive} />
      <Card title={t('contacts.title')} aside={contacts.length > 0 && add} flush>
        {contacts.length === 0 && <EmptyState action={add}>{t('contacts.none', { account: accountName })}</EmptyState>}
        <ul className={styles.people}>
          {contacts.map((contact) => {
            const name = contact.name ?? t('contacts.erased');
            return (
              <li key={contact.id}>
                <Avatar name={contact.name} />
                <span>
                  <b>{name}</b>
                  <br />
                  <span className="quiet">{contact.title}</span>
                </span>
                <span>
                  {contact.email && (
                    <a className={styles.link} href={`mailto:${contact.email}`}>
                      {contact.email}
                    </a>
                  )}
                </span>
                <span className="figures">{contact.phone}</span>
                {meets && contact.name !== null ? (
                  <ActionMenu
                    trigger={<IconButton icon="more" size="small" label={t('contacts.edit', { name })} />}
                    items={[
                      { id: 'edit', label: t('contacts.edit', { name }), run: () => setEditing(contact) },
                      ...(sells
                        ? [
                            {
                              id: 'archive',
                              label: t('contacts.archive', { name }),
                              section: true as const,
                              danger: true,
                              run: () => void archive.run({ contact: contact.id }),
                            },
                          ]
                        : []),
                    ]}
                  />
                ) : (
                  <span />
                )}
              </li>
            );
          })}
        </ul>
      </Card>
      {editing && (
        <ContactDialog
          account={account}
          contact={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
