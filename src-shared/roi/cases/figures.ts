import type { RoiCase, RoiFigure } from '../case';
import type { RoiFigureName } from '../case-explain';

/** A result of the model beside the money, in its unit: by year where it differs from year to year. */
export interface RoiOutput {
  name: string;
  label: string;
  unit: string;
  /** The same in every year; null where it is by year, or cannot be computed (then `reason`). */
  value: number | null;
  /** Of years 1, 2, …; null where it is the same in every year. */
  byYear: number[] | null;
  reason?: string;
}

/** The figures of one scenario. Amounts are decimals in major units, rounded once a flow and year to the minor unit. */
export interface RoiScenarioFigures extends RoiCase {
  /** The position after each time with net benefits discounted to the start. */
  discountedCumulative: string[];
  /** Net benefit of year 1 divided by 12: what each month of waiting comes to. */
  costOfDelay: string;
  /** Break-even: the part of status quo and benefits that would be enough, and by what the proposal could cost more (both discounted). */
  breakEvenShare: RoiFigure;
  breakEvenPrice: RoiFigure;
  outputs: RoiOutput[];
}

/** Figures that can be asked where they come from, beside the amount of a line or an output by its name. */
export const roiExtraFigureNames = ['costOfDelay', 'breakEvenShare', 'breakEvenPrice'] as const;
export type RoiModelFigureName = RoiFigureName | (typeof roiExtraFigureNames)[number];

/** A scenario with its figures, or what keeps it from having any. */
export interface RoiScenarioAnswer {
  key: string;
  label: string;
  /** Null while an input is missing or a formula has no value. */
  figures: RoiScenarioFigures | null;
  /** Inputs that have no value, by name. */
  missing: string[];
  /** Why there are no figures although no input is missing: a division by zero, for instance. */
  problem: { formula: string; message: string } | null;
}

/** Figures that analyses can aim at. */
export const roiTargets = [
  'netPresentValue',
  'net',
  'returnOnInvestment',
  'internalRate',
  'paybackYears',
  'discountedPaybackYears',
] as const;
export type RoiTarget = (typeof roiTargets)[number];

/** What one input does to the target between its low and its high, all others as in the scenario. */
export interface TornadoBar {
  name: string;
  label: string;
  unit: string;
  low: string;
  high: string;
  /** The target at both ends; null where it does not exist there. */
  atLow: number | null;
  atHigh: number | null;
  /** |atHigh − atLow|; infinite swings (no payback at an end) come first and are null. */
  swing: number | null;
}

export interface Tornado {
  target: RoiTarget;
  base: number | null;
  /** The widest first. Inputs without a range are not in it; `without` names them. */
  bars: TornadoBar[];
  without: string[];
}

export const roiPercents = [5, 10, 25, 50, 75, 90, 95] as const;

/** One figure over all draws. */
export interface SimulatedFigure {
  target: RoiTarget;
  /** Draws in which it exists (a payback within the years). */
  counted: number;
  mean: number | null;
  /** At `roiPercents`, by nearest rank over all draws; a payback that does not come counts as later than every other and is null. */
  percentiles: (number | null)[];
  /** Equal bins from `from` to `to`. */
  histogram: { from: number; to: number; counts: number[] } | null;
}

export interface RoiSimulation {
  scenario: string;
  draws: number;
  seed: number;
  shape: 'triangular' | 'pert';
  /** Inputs that were drawn. */
  drawn: string[];
  figures: SimulatedFigure[];
  /** Share of draws in which the net present value is above 0. */
  probabilityOfGain: number;
  /** Draws that have no figures (a division by zero). */
  failed: number;
}

/** What must be true for a target: per input alone, and all together moved by the same part of the way to the better end. */
export interface SoughtInput {
  name: string;
  label: string;
  unit: string;
  from: string;
  /** The value that is needed; null where no value within the bounds is enough. */
  needed: string | null;
  /** Beyond its own low–high, though within the bounds of sense. */
  beyondRange: boolean;
  /** Where it is not reached: the best that this input alone can do, and at which value; null where it makes nothing better. */
  best: { value: string; target: number | null } | null;
}

export interface RoiSeek {
  target: RoiTarget;
  wanted: number;
  now: number | null;
  reached: boolean;
  inputs: SoughtInput[];
  /** All inputs with a better end together; `share` of the way from now (0) to their better ends (1). */
  together: { share: number | null; inputs: { name: string; needed: string }[]; best: number | null };
}

/** Everything that a frozen version keeps. */
export interface RoiVersionFigures {
  scenarios: RoiScenarioAnswer[];
  tornado: Tornado | null;
  simulation: RoiSimulation | null;
}
