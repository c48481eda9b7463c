export { type Connection, type ConnectionState, connectionOn } from './connection';
export { blobAddress, handOver } from './files';
export { onMenuItem } from './menu';
export { enter, openConnection } from './open';
export { ConnectionProvider, useConnectionState, useDesk, useDeskQueries } from './provider';
