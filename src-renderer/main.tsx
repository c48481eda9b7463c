import { createRoot } from 'react-dom/client';
import { Application } from './app/application';
import { hashHistory } from './app/history';
import { ConnectionProvider, enter, openConnection } from './client';
import { areas } from './screens';
import { StartScreen } from './workspace';

/** Signs this page in where that is needed, opens the one connection to the desk, and draws the application. */
async function start(): Promise<void> {
  await enter();
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  createRoot(root).render(
    <ConnectionProvider connection={openConnection()}>
      <Application areas={areas} start={StartScreen} history={hashHistory()} />
    </ConnectionProvider>,
  );
}

void start();
