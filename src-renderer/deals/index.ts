export { RowHistory } from './room/history';
export { useDealRoom } from './room/queries';
export { dayText, moneyText, useToday } from './shared';
