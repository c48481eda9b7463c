export { receiptCommands } from './commands';
export { fingerprintOf, keyFingerprint, rootKey } from './fingerprint';
export { titleOf, titleOfRow } from './queries';
export { receiptsRouter } from './router';
