import { createRoot } from 'react-dom/client';
import { Application } from './app/application';
import { hashHistory } from './app/history';
import { prepareOthers, prepareScreen } from './app/prepare';
import { ConnectionProvider, enter, openConnection } from './client';
import { areas } from './screens';
import { StartScreen } from './workspace';

/** Signs this page in where that is needed, opens the one connection to the desk, and draws the application. */
async function start(): Promise<void> {
  await enter();
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  const history = hashHistory();
  const customerView = new URLSearchParams(window.location.search).has('customer');
  const connection = openConnection();
  const ready = prepareScreen(areas, { path: history.location.pathname, customerView });
  createRoot(root).render(
    <ConnectionProvider connection={connection}>
      <Application areas={areas} start={StartScreen} history={history} />
    </ConnectionProvider>,
  );
  await ready;
  await prepareOthers(areas, customerView);
}

void start();
