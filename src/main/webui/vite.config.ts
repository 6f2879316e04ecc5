import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const local = process.env['SUNDOWN'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root,
  build: {
    outDir: '../../../target/webui',
    emptyOutDir: true,
    // Chrome 97 and Safari 15.4 of 2022: what phones of the regions that end still have.
    target: ['chrome97', 'safari15.4', 'firefox104'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What later parts share with the first paint stays in its one file.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'index', test: /main\.tsx$/ }] } } },
  },
  // `npm run dev` shows the page with the API of a local cloud that runs.
  server: { proxy: { '/api': local, '/config.json': local } },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts', 'console/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'browser',
          dir: '../../test/webui',
          include: ['../../test/webui/**/*.test.ts'],
          fileParallelism: false,
          // The states, one a core: a browser and the check of it wait for each other.
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'large',
          dir: '../../test/webui',
          include: ['../../test/webui/**/*.large.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
