/** Databases: logs in files, read by an engine within this process, and tables of servers. SQL enters, rows of text leave. */
export { findLogFiles, type LogFile } from './log-files.ts';
export { openLogs, type LogWatch, type OpenLogs } from './open-logs.ts';
export { discardLogs, isWebAddress, remoteLimits } from './remote-log.ts';
export { isServerAddress, openServer } from './server.ts';
