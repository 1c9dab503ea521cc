import { defineConfig } from 'vitest/config';

/** These replace a module, or change the process, and would be in the way of others that run in it. */
const apart = [
  'test/catalog/files/reading-on-demand.test.ts',
  'test/cli/catalog-import.test.ts',
  'test/growth/**/*.test.ts',
  'test/io/bundled.test.ts',
  'test/report/determinism.test.ts',
  'test/report/formats/xlsx/workbook.test.ts',
];

export default defineConfig({
  test: {
    // Every core: whole commands are most of the time, and they wait for nothing that is shared.
    maxWorkers: '100%',
    testTimeout: 60_000,
    globalSetup: [
      'test/support/property-seed.ts',
      'test/support/program-folder.ts',
      'test/support/compiled-catalogs.ts',
    ],
    setupFiles: ['test/support/configure-properties.ts', 'test/support/use-compiled-catalogs.ts'],
    // What a test prints must not depend on the machine that runs it.
    env: { TZ: 'UTC', NO_COLOR: '1' },
    unstubEnvs: true,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        // Files of one process share its modules, of which the sources have hundreds.
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: apart, isolate: false },
      },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
});
