import type { ReactNode } from 'react';
import { IconButton } from '../controls/button';
import { TextLink } from '../controls/links';
import { useView } from '../layout/view';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './explain.module.css';
import type { ExplainSource, ExplainStep, Explanation } from './explanation';

export interface ExplainPanelProps {
  explanation: Explanation;
  onClose?(): void;
}

/** The steps by which a figure came about: rule, inputs and result of each, and what they rest on. */
export function ExplainPanel({ explanation, onClose }: ExplainPanelProps) {
  const t = useText(uiText);
  const customer = useView() === 'customer';
  const steps = explanation.steps.filter((step) => !(customer && step.internal));
  const title = explanation.title ?? t('explain.title', { value: explanation.value });
  return (
    <section className={styles.panel} data-explanation tabIndex={-1} aria-label={title}>
      <header className={styles.header}>
        <h2 className={explanation.internal ? styles.internal : undefined}>{title}</h2>
        {onClose && <IconButton icon="close" size="small" label={t('explain.close')} onClick={onClose} />}
      </header>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
          <Step key={index} step={step} last={index === steps.length - 1} />
        ))}
      </ol>
      {explanation.note && <p className={styles.note}>{explanation.note}</p>}
      {explanation.sources && explanation.sources.length > 0 && (
        <ul className={styles.sources} aria-label={t('explain.sources')}>
          {explanation.sources.map((source) => (
            <Source key={source.label} source={source} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Step({ step, last }: { step: ExplainStep; last: boolean }) {
  const t = useText(uiText);
  const inputs = step.inputs ?? [];
  const below: ReactNode[] = [];
  if (step.detail) below.push(<span key="detail">{step.detail}</span>);
  if (step.rule) {
    below.push(
      <span key="rule" className={styles.rule}>
        {step.rule}
      </span>,
    );
  }
  return (
    <li className={styles.step} data-last={last || undefined} data-internal={step.internal || undefined}>
      <span className={styles.label}>{step.label}</span>
      <span className={`${styles.result} figures`}>{step.result}</span>
      {inputs.length > 0 && (
        <span className={styles.inputs}>
          {t('explain.inputs')}{' '}
          {inputs.map((input, index) => (
            <span key={input.label}>
              {input.to ? <TextLink to={input.to}>{input.label}</TextLink> : input.label} {input.value}
              {index < inputs.length - 1 && ','}
            </span>
          ))}
        </span>
      )}
      {below.length > 0 && <span className={styles.inputs}>{below}</span>}
    </li>
  );
}

function Source({ source }: { source: ExplainSource }) {
  return (
    <li>
      {source.to ? <TextLink to={source.to}>{source.label}</TextLink> : source.label}
      {source.detail && <small> {source.detail}</small>}
    </li>
  );
}
