export { type ComparedHead, comparedChart, comparedClaims } from './compared';
export { isChanged, type RedlinePiece, redlineText } from './redline';
export { type ComparedRow, type RedlineOfRow, redlineRows } from './rows';
