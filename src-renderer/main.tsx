import { createRoot } from 'react-dom/client';
import { App } from './app';
import { ConnectionProvider, enter, openConnection } from './client';

/** Signs this page in where that is needed, opens the one connection to the desk, and draws the application. */
async function start(): Promise<void> {
  await enter();
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  createRoot(root).render(
    <ConnectionProvider connection={openConnection()}>
      <App />
    </ConnectionProvider>,
  );
}

void start();
