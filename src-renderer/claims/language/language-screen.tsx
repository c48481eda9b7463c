import { Loaded, useAddress, useHasRole } from '../../app';
import { Button, Stack, useText } from '../../ui';
import styles from '../charted.module.css';
import { ClaimsPage } from '../claims-page';
import { NamesCard } from './names-card';
import { useLanguageRules } from './queries';
import { RuleDialog } from './rule-dialog';
import { RulesCard } from './rules-card';
import { SnippetsCard } from './snippets-card';
import { languageText } from './text';
import { TryCard } from './try-card';

/** The language of claims: which words are flagged and why, what may stand, and a box to try a text. Legal edits, engineers read. */
export function LanguageScreen() {
  const t = useText(languageText);
  const legal = useHasRole('legal');
  const { search, setSearch } = useAddress();
  const edited = search['edit'];
  return (
    <ClaimsPage
      part="language"
      actions={
        legal && (
          <Button kind="primary" onClick={() => setSearch({ edit: 'new' })}>
            {t('rule.new')}
          </Button>
        )
      }
    >
      <Stack>
        <p className="quiet">{t('about')}</p>
        <Loaded query={useLanguageRules()}>
          {(rules) => (
            <div className={styles.halves}>
              <Stack>
                <TryCard rules={rules.map(({ rule }) => rule)} />
                <RulesCard rules={rules} />
              </Stack>
              <Stack>
                <SnippetsCard rules={rules.map(({ rule }) => rule)} />
                <NamesCard />
              </Stack>
              {legal && edited && (
                <RuleDialog
                  key={edited}
                  rule={rules.find(({ rule }) => rule.id === edited)?.rule ?? null}
                  taken={rules.map(({ rule }) => rule.id)}
                  onClose={() => setSearch({ edit: null })}
                />
              )}
            </div>
          )}
        </Loaded>
      </Stack>
    </ClaimsPage>
  );
}
