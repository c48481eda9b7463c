import { Dialog, Keys, Section, Stack, shortcutText, useOfferedActions, useText } from '../ui';
import styles from './app.module.css';
import { appText } from './text';

/** What the keyboard can do here: the keys of every action on offer, and those of tables, numbers and forms. */
export function Shortcuts({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(appText);
  const actions = useOfferedActions().filter((action) => action.shortcut);
  const keysOf = (everywhere: boolean): [string, string][] =>
    actions
      .filter((action) => Boolean(action.everywhere) === everywhere)
      .map((action) => [action.label, action.shortcut ?? '']);
  const here = keysOf(false);
  return (
    <Dialog open={open} onClose={onClose} title={t('help.title')} actions={null} leave="close" size="medium">
      <Stack gap={5}>
        {here.length > 0 && <KeyList title={t('help.here')} keys={here} />}
        <KeyList title={t('help.anywhere')} keys={keysOf(true)} />
        <KeyList
          title={t('help.tables')}
          keys={[
            [t('help.tables.move'), '← ↑ → ↓'],
            [t('help.tables.open'), 'Enter'],
            [t('help.tables.select'), 'Space'],
          ]}
        />
        <KeyList title={t('help.numbers')} keys={[[t('help.numbers.go'), 'Enter']]} />
        <KeyList title={t('help.forms')} keys={[[t('help.forms.send'), 'Mod Enter']]} />
      </Stack>
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly [string, string][] }) {
  return (
    <Section title={title}>
      <dl className={styles.shortcuts}>
        {keys.map(([label, shortcut]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={shortcut} />
              <span className="only-screen-reader">{shortcutText(shortcut)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
