export { editableChart } from './editable-chart';
export { fileText } from './markup';
export { type ReturnedCell, type ReturnedChart, readChartDocx } from './read-chart';
export { takeBackChart } from './take-back';
export { type ChartToWrite, writeChartDocx } from './write-chart';
