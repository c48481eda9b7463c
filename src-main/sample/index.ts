export { type DemoSummary, type OpenDemoDesk, runDemo } from './demo';
export { loadSample, sampleFolder, sampleHouse, sampleSeed } from './load';
export { importRuns } from './tell';
