import { useQuery } from '@tanstack/react-query';
import { useConnectionState, useDeskQueries } from './client';

/** The application as it is drawn in a window or a browser tab. */
export function App() {
  const info = useQuery(useDeskQueries().system.info.queryOptions());
  const connection = useConnectionState();
  return (
    <main>
      <h1>Proofdesk</h1>
      {info.data && (
        <p>
          Version {info.data.version}. {info.data.offlineNote}
        </p>
      )}
      {info.error && <p role="alert">{info.error.message}</p>}
      {connection === 'lost' && <p role="status">The connection to Proofdesk was lost; it is tried again.</p>}
      {connection === 'refused' && <p role="alert">Open the address that Proofdesk printed when it started.</p>}
    </main>
  );
}
