import type { Protocol } from 'electron';
import type { Desk } from '../desk';
import { type Seat, sessionAt } from '../session';
import { contentSecurityPolicy, refusal, site } from '../site';
import { isOurs, origin, scheme } from './origin';

/** Makes `app://` a real origin, with the rules of a secure web page; to be called before the application is ready. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/** Serves the built page, blobs and uploads under `app://proofdesk/`, to nobody but our own pages. */
export function servePages(
  protocol: Pick<Protocol, 'handle'>,
  options: { root: string; desk: Promise<Desk>; seat: Seat },
): void {
  const answer = site({
    root: options.root,
    policy: contentSecurityPolicy(),
    session: async (customerAccount) =>
      sessionAt(options.seat, { desk: await options.desk, face: 'desktop', customerAccount }),
  });
  protocol.handle(scheme, (request) => {
    const from = request.headers.get('origin');
    if (!isOurs(request.url) || (from !== null && from !== origin)) {
      return refusal({ code: 'forbidden', message: 'This address belongs to Proofdesk alone.' }, 403);
    }
    return answer(request);
  });
}
