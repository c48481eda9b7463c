import { describe, expect, it } from 'vitest';
import { readSettings } from './settings';

describe('settings of the server', () => {
  it('have values that serve one machine alone', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ host: '127.0.0.1', port: 8420, databaseUrl: null, identity: null, s3: null });
    expect(settings.quotaBytes).toBe(50_000_000_000);
  });

  it.each([
    [{ PROOFDESK_PORT: 'many' }, /PROOFDESK_PORT/],
    [{ DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL/],
    [{ PROOFDESK_OIDC_ISSUER: 'https://id.example' }, /PROOFDESK_OIDC_CLIENT_ID must be set/],
    [{ PROOFDESK_SECRET: 'c2hvcnQ=' }, /PROOFDESK_SECRET.*32 bytes/],
    [{ PROOFDESK_RATE_PER_TOKN: '3' }, /There is no setting PROOFDESK_RATE_PER_TOKN/],
    [{ PROOFDESK_BLOBS_S3_BUCKET: 'files' }, /PROOFDESK_BLOBS_S3_ENDPOINT/],
  ])('name what is wrong in %o', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
  });
});
