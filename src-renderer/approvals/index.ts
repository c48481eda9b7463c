export { Decide } from './decide';
export { RequestState } from './request-state';
export { type SignOff, type SignOffLine, signOff } from './sign-off';
