import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageFacts from '../package.json';
import { systemContext } from '../src-core/context';
import { entities } from '../src-shared/contract';
import { errorRecord, exitCodes, ProofdeskError } from '../src-shared/kernel/errors';
import { commandRules } from '../src-shared/rules-of-commands';
import { folderShelf } from './blobs/folder-shelf';
import { s3Shelf } from './blobs/s3-shelf';
import { type Database, openEmbedded, openPostgres } from './database/database';
import { openApiDocument } from './http/document';
import { type DevelopmentProvider, startDevelopmentProvider } from './identity/development-provider';
import { identityCheck } from './identity/id-token';
import { Seal } from './identity/secrets';
import { type Logger, openLog } from './operations/logs';
import { Metrics } from './operations/metrics';
import { startServer } from './server';
import { readSettings, type ServerSettings, settingNames } from './settings';
import { openSqlStorage } from './storage/sql';

/** How long a server whose database has stopped still answers, in milliseconds. */
const LAST_ANSWERS = 500;

const HELP = `Usage: npm run server [-- --try] [-- --help] [-- --version]

Starts the server that devices of one or many workspaces sync with.

  --try      also starts an identity provider on this machine that believes every name: for trying out alone, on 127.0.0.1 only

Settings come from the environment (docs/operate.md says what each means):
  ${settingNames.join('\n  ')}
`;

/** The server as a program: settings from the environment, stops on SIGTERM and SIGINT. Exit codes are those of the command line. */
export async function main(line: readonly string[]): Promise<void> {
  try {
    const unknown = line.find((word) => !['--try', '--help', '-h', '--version'].includes(word));
    if (unknown) throw usage(`There is no option ${unknown}.`, 'Run it with --help.');
    if (line.includes('--help') || line.includes('-h')) return void process.stdout.write(HELP);
    if (line.includes('--version')) return void process.stdout.write(`${packageFacts.version}\n`);
    await serve(readSettings(process.env), line.includes('--try'));
  } catch (thrown) {
    const { code, message, hint } = errorRecord(thrown);
    process.stderr.write(`${message}\n${hint ? `${hint}\n` : ''}`);
    process.exitCode = exitCodes[code];
  }
}

/** The OpenAPI document of this version. */
export const servedDocument = (): Promise<string> => openApiDocument(packageFacts.version);

async function serve(settings: ServerSettings, trying: boolean): Promise<void> {
  const log = openLog(settings.logLevel);
  const context = systemContext();
  const development = trying ? await tryOut(settings) : null;
  const provider = development ?? settings.identity;
  if (!provider) {
    throw usage(
      'Nobody could sign in: the server has no identity provider.',
      'Set PROOFDESK_OIDC_ISSUER and PROOFDESK_OIDC_CLIENT_ID, or start it with --try to try it out alone.',
    );
  }
  const seal = new Seal(secretOf(settings), context);
  const database = await openDatabase(settings, log);
  const storage = await openSqlStorage(database);
  const running = await startServer({
    ...settings,
    database,
    storage,
    shelf: settings.s3 ? s3Shelf(settings.s3) : folderShelf(join(settings.folder, 'blobs')),
    context,
    domain: { entities, rules: commandRules },
    seal,
    identity: {
      provider: { issuer: provider.issuer, clientId: provider.clientId },
      check: identityCheck(provider, () => context.now()),
    },
    log,
    metrics: new Metrics({ process: true }),
    version: packageFacts.version,
    privateWebhooks: settings.privateWebhooks || trying,
  });
  const address = settings.address ?? running.address;
  process.stdout.write(`The Proofdesk server listens at ${address}\n`);
  if (development) {
    process.stdout.write(
      `Development identity provider at ${development.issuer}: it believes every name and asks for no password. Never use it for work.\n`,
    );
  }
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    void (async () => {
      await running.close();
      await storage.close();
      await database.close();
      await development?.close();
      process.exit(0);
    })();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function tryOut(settings: ServerSettings): Promise<DevelopmentProvider> {
  if (settings.identity)
    throw usage('--try brings its own identity provider.', 'Leave PROOFDESK_OIDC_ISSUER unset, or --try out.');
  if (!['127.0.0.1', 'localhost', '::1'].includes(settings.host) || settings.address) {
    throw usage('--try serves this machine only.', 'Leave PROOFDESK_HOST and PROOFDESK_ADDRESS unset.');
  }
  // The same port each time: people are told apart by the provider's address and their name.
  return startDevelopmentProvider(settings.port === 0 ? 0 : settings.port + 1);
}

async function openDatabase(settings: ServerSettings, log: Logger): Promise<Database> {
  if (!settings.databaseUrl) {
    mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
    return openEmbedded(settings.folder, (error) => {
      log.fatal({ error }, 'the database cannot go on: the server ends, and recovers when it is started again');
      // Who has asked is told before.
      setTimeout(() => process.exit(exitCodes.unavailable), LAST_ANSWERS);
    });
  }
  const database = openPostgres(settings.databaseUrl, settings.databaseConnections, (error) =>
    log.error({ error }, 'a database connection broke'),
  );
  try {
    const [row] = await database.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
    if (Number(row?.version) < 150_000)
      throw usage('The database must be PostgreSQL 15 or newer.', 'Upgrade it first.');
    return database;
  } catch (error) {
    await database.close();
    if (error instanceof ProofdeskError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ProofdeskError(
      {
        code: 'unavailable',
        message: `The database at DATABASE_URL cannot be used: ${why}`,
        hint: 'Check that it runs, and the user and password.',
      },
      { cause: error },
    );
  }
}

/** What seals keys: PROOFDESK_SECRET, or a file of the server's folder where there is one process with its own database. */
function secretOf(settings: ServerSettings): Buffer {
  if (settings.secret) return settings.secret;
  if (settings.databaseUrl) {
    throw usage(
      'PROOFDESK_SECRET must be set where DATABASE_URL is: every process seals with the same.',
      'Make one with: openssl rand -base64 32. Keep it apart from the database’s backups, and never lose it.',
    );
  }
  mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
  const file = join(settings.folder, 'secret');
  if (!existsSync(file)) {
    writeFileSync(file, Buffer.from(systemContext().randomBytes(32)).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (secret.length !== 32)
    throw usage('The file “secret” in the server’s folder is damaged.', 'Restore it from the backup of that folder.');
  return secret;
}

const usage = (message: string, hint: string): ProofdeskError => new ProofdeskError({ code: 'usage', message, hint });
