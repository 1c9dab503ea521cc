'use strict';
// Runs the queries given as words in the engine that `usage` uses, with the memory that it may take, and reads all that they give.
const { DuckDBInstance } = require('@duckdb/node-api');

void (async () => {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '800MB', temp_directory: '' });
  const connection = await instance.connect();
  for (const query of process.argv.slice(2)) await connection.runAndReadAll(query);
})();
