import type { AddressInfo } from 'node:net';
import S3rver from 's3rver';
import type { S3Settings } from '../../src-server/settings';

/** An S3-compatible store of this test's own, with one bucket in a folder. */
export async function s3Server(directory: string): Promise<{ settings: S3Settings; close(): Promise<void> }> {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'files', configs: [] }],
  });
  const address = (await server.run()) as AddressInfo;
  return {
    // s3rver knows one pair of keys, by these names.
    settings: {
      endpoint: `http://127.0.0.1:${address.port}`,
      bucket: 'files',
      region: 'us-east-1',
      keyId: 'S3RVER',
      secret: 'S3RVER',
    },
    close: () => server.close(),
  };
}
