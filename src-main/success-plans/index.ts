export { successPlanCommands } from './commands';
export { isSuccessPlanKeptInside, successPlanDocument, successPlanStaleness } from './document';
export { successPlansRouter } from './router';
