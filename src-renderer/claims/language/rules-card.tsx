import { useState } from 'react';
import { checkLanguage, emptyContext, type LanguageRule } from '../../../src-shared/claims';
import { CommandProblem, useAddress, useCommand, useHasRole } from '../../app';
import { useDesk } from '../../client';
import { Button, Card, Chip, Confirm, KeyValueList, Row, useFormat, useText } from '../../ui';
import { FlaggedText } from '../flagged-text';
import styles from './language.module.css';
import { languageText } from './text';

interface RuleInForce {
  rule: LanguageRule;
  origin: 'shipped' | 'edited' | 'own';
}

/** Every rule, each with its reason, its suggestion and its examples. */
export function RulesCard({ rules }: { rules: readonly RuleInForce[] }) {
  const t = useText(languageText);
  const format = useFormat();
  const reset = useCommand(useDesk().claims.resetRule);
  const [asked, setAsked] = useState<RuleInForce | null>(null);
  const kind = asked?.origin === 'own' ? 'own' : 'edited';
  return (
    <Card title={t('rules.title')} aside={<span className="quiet figures">{format.number(rules.length)}</span>}>
      <CommandProblem command={reset} />
      {rules.map((one) => (
        <OneRule key={one.rule.id} {...one} onReset={() => setAsked(one)} />
      ))}
      <Confirm
        open={asked !== null}
        title={t(`rule.reset.${kind}.title`, { title: asked?.rule.title ?? '' })}
        confirm={t(`rule.reset.${kind}`)}
        onClose={() => setAsked(null)}
        onConfirm={() => asked && void reset.run({ rule: asked.rule.id })}
      >
        {t(`rule.reset.${kind}.about`)}
      </Confirm>
    </Card>
  );
}

/** The name that examples call a competitor by. */
const EXAMPLE = { ...emptyContext, competitors: ['Northwind Gateway'] };

function OneRule({ rule, origin, onReset }: RuleInForce & { onReset(): void }) {
  const t = useText(languageText);
  const legal = useHasRole('legal');
  const { search, setSearch } = useAddress();
  const [open, setOpen] = useState(search['rule'] === rule.id);
  const { id, title, category, reason, suggestion, patterns, exceptions, negation, clearedBy, examples } = rule;
  return (
    <details className={styles.rule} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{title}</b>
        <span className={styles.ruleChips}>
          {!rule.enabled && (
            <Chip size="small" tone="warn">
              {t('off')}
            </Chip>
          )}
          {origin !== 'shipped' && <Chip size="small">{t(`origin.${origin}`)}</Chip>}
          <Chip size="small">{t(`category.${category}`)}</Chip>
        </span>
      </summary>
      {open && (
        <div className={styles.ruleBody}>
          <KeyValueList
            stacked
            items={[
              { label: t('rule.reason'), value: reason },
              { label: t('rule.suggestion'), value: suggestion },
            ]}
          />
          {negation === 'clears' && <p className="quiet">{t('rule.negation')}</p>}
          {clearedBy !== null && (
            <p className="quiet">
              {clearedBy === 'any' ? t('rule.cleared.any') : t('rule.cleared', { topic: clearedBy })}
            </p>
          )}
          <div className={styles.examples}>
            <Examples title={t('rule.bad')} texts={examples.bad} rule={rule} />
            <Examples title={t('rule.good')} texts={examples.good} rule={rule} />
          </div>
          <Phrases title={t('rule.patterns', { count: patterns.length })} phrases={patterns} />
          {exceptions.length > 0 && (
            <Phrases title={t('rule.exceptions', { count: exceptions.length })} phrases={exceptions} />
          )}
          {legal && (
            <Row>
              <Button size="small" aria-label={t('rule.edit.of', { title })} onClick={() => setSearch({ edit: id })}>
                {t('rule.edit')}
              </Button>
              {origin !== 'shipped' && (
                <Button size="small" onClick={onReset}>
                  {t(`rule.reset.${origin}`)}
                </Button>
              )}
            </Row>
          )}
        </div>
      )}
    </details>
  );
}

function Examples({ title, texts, rule }: { title: string; texts: readonly string[]; rule: LanguageRule }) {
  if (texts.length === 0) return null;
  return (
    <div>
      <span className="quiet">{title}</span>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <FlaggedText text={text} flags={checkLanguage(text, [{ ...rule, enabled: true }], EXAMPLE)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Phrases({ title, phrases }: { title: string; phrases: readonly string[] }) {
  return (
    <details>
      <summary className="quiet">{title}</summary>
      <ul className={styles.phrases}>
        {phrases.map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
    </details>
  );
}
