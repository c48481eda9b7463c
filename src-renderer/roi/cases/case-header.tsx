import { useState } from 'react';
import type { RoiCaseView } from '../../../src-shared/roi';
import { CommandProblem, enterCustomerView, useCommand } from '../../app';
import { useDesk } from '../../client';
import { ActionMenu, Button, Chip, Confirm, IconButton, PageHeader, TextLink, useNavigation, useText } from '../../ui';
import { TermsDialog } from './terms-dialog';
import { caseText } from './text';

interface HeaderProps {
  found: RoiCaseView;
  building: number | null;
  onBuild(version: number): void;
}

/** What the case is called and stands at, and what can be done with it: present, freeze, make the readout. */
export function CaseHeader({ found, building, onBuild }: HeaderProps) {
  const t = useText(caseText);
  const desk = useDesk();
  const { go } = useNavigation();
  const freeze = useCommand(desk.roi.freezeCase);
  const adopt = useCommand(desk.roi.adoptModel);
  const archive = useCommand(desk.roi.archiveCase);
  const [dialog, setDialog] = useState<'terms' | 'adopt' | 'archive' | null>(null);
  const close = () => setDialog(null);
  const newest = found.versions[0];
  const current = newest !== undefined && !newest.stale;
  const noFreeze =
    found.missing > 0
      ? t('act.freeze.missing')
      : found.questions > 0
        ? t('act.freeze.questions')
        : current && t('act.freeze.nothing', { version: newest.version });
  // The step that comes next stands last.
  const readout = (
    <Button
      key="readout"
      kind={current ? 'primary' : 'default'}
      busy={building !== null}
      unavailable={!newest && t('act.readout.unfrozen')}
      onClick={() => newest && onBuild(newest.version)}
    >
      {t('act.readout')}
    </Button>
  );
  const record = (
    <Button
      key="freeze"
      kind={current ? 'default' : 'primary'}
      busy={freeze.busy}
      unavailable={noFreeze}
      onClick={() => void freeze.run({ case: found.id })}
    >
      {t('act.freeze')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={found.title}
        chips={<States found={found} />}
        actions={
          <>
            <Button
              unavailable={found.missing > 0 && t('act.present.missing')}
              onClick={() => enterCustomerView(found.account, `/room/${found.id}`)}
            >
              {t('act.present')}
            </Button>
            {current ? [record, readout] : [readout, record]}
            <ActionMenu
              trigger={<IconButton icon="more" label={t('act.more')} />}
              items={[
                { id: 'terms', label: t('act.terms'), icon: 'edit', run: () => setDialog('terms') },
                ...(found.newerModel
                  ? [
                      {
                        id: 'adopt',
                        label: t('act.adopt', { label: found.newerModel.label }),
                        run: () => setDialog('adopt'),
                      },
                    ]
                  : []),
                {
                  id: 'archive',
                  section: true,
                  label: t('act.archive'),
                  danger: true,
                  run: () => setDialog('archive'),
                },
              ]}
            />
          </>
        }
      >
        <span className="figures">{found.number}</span>
        <TextLink to={`/deals/${found.deal}`}>{found.dealTitle}</TextLink>
        <span>{found.accountName}</span>
        <TextLink to={`/roi/models/${found.model}`}>
          {t('fact.model', { model: found.modelName ?? '', version: found.modelLabel })}
        </TextLink>
        {found.quote && found.quoteNumber && (
          <TextLink to={`/quotes/${found.quote}`}>{t('fact.quote', { quote: found.quoteNumber })}</TextLink>
        )}
      </PageHeader>
      <CommandProblem command={freeze} />
      <CommandProblem command={adopt} />
      <CommandProblem command={archive} />
      {dialog === 'terms' && <TermsDialog found={found} onClose={close} />}
      <Confirm
        open={dialog === 'adopt'}
        onClose={close}
        onConfirm={() => found.newerModel && void adopt.run({ case: found.id, model: found.newerModel.version })}
        title={t('act.adopt', { label: found.newerModel?.label ?? '' })}
        confirm={t('act.adopt', { label: found.newerModel?.label ?? '' })}
      >
        <p>{t('act.adopt.about')}</p>
      </Confirm>
      <Confirm
        open={dialog === 'archive'}
        onClose={close}
        onConfirm={() => void archive.run({ case: found.id }).then((done) => done && go('/value-cases'))}
        title={`${t('act.archive')}: ${found.number}`}
        confirm={t('act.archive')}
      >
        <p>{t('act.archive.about')}</p>
      </Confirm>
    </>
  );
}

function States({ found }: { found: RoiCaseView }) {
  const t = useText(caseText);
  const newest = found.versions[0];
  return (
    <>
      {newest ? (
        <Chip tone={newest.stale ? 'warn' : 'good'}>
          {t(newest.stale ? 'state.changed' : 'state.frozen', { version: newest.version })}
        </Chip>
      ) : (
        <Chip mark="ring">{t('state.never')}</Chip>
      )}
      {found.missing > 0 && <Chip tone="warn">{t('state.missing', { count: found.missing })}</Chip>}
      {found.questions > 0 && <Chip tone="warn">{t('state.questions', { count: found.questions })}</Chip>}
    </>
  );
}
