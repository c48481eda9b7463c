import { storageSuite } from '../../test/server/storage-suite';
import { MemoryStorage } from './memory';

storageSuite('memory', async () => {
  const storage = new MemoryStorage();
  return { storage, close: () => storage.close() };
});
