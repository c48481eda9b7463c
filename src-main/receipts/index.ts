export { receiptCommands } from './commands';
export { fingerprintOf, keyFingerprint, rootKey } from './fingerprint';
export { titleOf } from './queries';
export { receiptsRouter } from './router';
