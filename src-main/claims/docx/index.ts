export { fileText } from './markup';
export { type ReturnedCell, type ReturnedChart, readChartDocx } from './read-chart';
export { type ChartToWrite, writeChartDocx } from './write-chart';
