export { receiptCommands } from './commands';
export { fingerprintOf, keyFingerprint, rootKey } from './fingerprint';
export { Naming, namesIn, type RowName, titleOf } from './naming';
export { receiptsRouter } from './router';
