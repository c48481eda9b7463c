/** Name of the store in a workspace's folder. */
export const DATABASE_FILE = 'workspace.db';
