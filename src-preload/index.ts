import { ipcRenderer } from 'electron';

// The page has no way to the main process but this one: it posts one end of a message channel, which is handed on. The main process
// checks who sent it before it answers. Menu items come back as messages to the page.
window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source !== window || event.data?.proofdesk !== 'connect' || !port) return;
  ipcRenderer.postMessage('proofdesk:connect', { customerAccount: event.data.customerAccount ?? null }, [port]);
});

ipcRenderer.on('proofdesk:menu', (_event, item: unknown) => {
  window.postMessage({ proofdesk: 'menu', item }, window.location.origin);
});
