import { storageSuite } from '../../test/server/storage-suite';
import { openEmbedded } from '../database/database';
import { openSqlStorage } from './sql';

storageSuite('PGlite', async () => {
  const database = await openEmbedded(null);
  const storage = await openSqlStorage(database);
  return {
    storage,
    async close() {
      await storage.close();
      await database.close();
    },
  };
});
