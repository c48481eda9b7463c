import type { SafeStorage } from 'electron';
import type { KeyWrapper } from '../../src-core/ledger/device-state';

/**
 * Wraps private keys with the system's key store (Keychain, DPAPI, Secret Service). Null where there is none: on Linux without one,
 * Electron would use a password that everybody knows, which is no protection and would only look like one.
 */
export function keyWrapper(safeStorage: SafeStorage, platform: NodeJS.Platform): KeyWrapper | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  return {
    wrap: (bytes) => new Uint8Array(safeStorage.encryptString(Buffer.from(bytes).toString('base64'))),
    unwrap: (bytes) => new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(bytes)), 'base64')),
  };
}
