/** Figures that are pinned to what they were taken from: a verdict, a run, a usage file, a value case, a customer's word. */
export * from './figure';
export * from './steps';
export * from './words';
