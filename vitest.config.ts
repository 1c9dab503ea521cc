import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
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
  },
});
