export * from './actuals';
export * from './actuals-csv';
export * from './contract';
export * from './rules';
export * from './schema';
export * from './turnaround';
export * from './turnaround-report';
export * from './waits';
