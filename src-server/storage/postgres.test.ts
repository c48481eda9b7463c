import { ownPostgres } from '../../test/server/postgres';
import { storageSuite } from '../../test/server/storage-suite';
import { openPostgres } from '../database/database';
import { openSqlStorage } from './sql';

storageSuite('PostgreSQL', async () => {
  const postgres = await ownPostgres();
  let closing = false;
  const database = openPostgres(postgres.url, 5, (error) => {
    // A connection that is being closed may hear that the database stops.
    if (!closing) throw error;
  });
  const storage = await openSqlStorage(database);
  return {
    storage,
    async close() {
      closing = true;
      await storage.close();
      await database.close();
      await postgres.stop();
    },
  };
});
