export { clientInProcess } from './in-process';
export { type ServablePort, serveMessagePort } from './message-port';
export { serveWebSocket } from './web-socket';
