import type { PricingStep } from './priced-quote';

/** A step as the calculation reports it; what is left out is filled in by `stepCollector`. */
export interface ReportedStep {
  step: number;
  what: string;
  how: string;
  before?: string;
  after: string;
  unit?: string;
  rule?: string;
  inputs?: Record<string, string>;
  from?: string[];
}

/** Takes the steps of a calculation while it runs; the calculation passes null around when nobody asked. */
export type StepSink = (step: ReportedStep) => void;

/** A sink that keeps what it is given as steps in the quote's currency. */
export function stepCollector(currency: string): { sink: StepSink; steps: PricingStep[] } {
  const steps: PricingStep[] = [];
  const sink: StepSink = ({ step, what, how, before, after, unit, rule, inputs, from }) => {
    steps.push({
      step,
      what,
      how,
      value: after,
      unit: unit ?? currency,
      ...(rule && { rule }),
      ...(from && { from }),
      inputs: inputs ?? {},
      before: before ?? null,
      after,
    });
  };
  return { sink, steps };
}
