import { ownPostgres } from '../../test/server/postgres';
import { storageSuite } from '../../test/server/storage-suite';
import { openPostgres } from '../database/database';
import { openSqlStorage } from './sql';

storageSuite('PostgreSQL', async () => {
  const postgres = await ownPostgres();
  const database = openPostgres(postgres.url, 5, (error) => {
    throw error;
  });
  const storage = await openSqlStorage(database);
  return {
    storage,
    async close() {
      await storage.close();
      await database.close();
      await postgres.stop();
    },
  };
});
