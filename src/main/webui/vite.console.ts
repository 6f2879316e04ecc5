import { join } from 'node:path';
import { defineConfig } from 'vite';

const local = process.env['CONSOLE'] ?? 'http://127.0.0.1:8081';

/** The operators' console: a page of its own, of the same parts as the users' page. */
export default defineConfig({
  root: join(import.meta.dirname, 'console'),
  publicDir: join(import.meta.dirname, 'public'),
  build: {
    outDir: join(import.meta.dirname, '../../../target/console'),
    emptyOutDir: true,
    // Operators have a browser of this decade.
    target: ['chrome111', 'safari16.4', 'firefox115'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // `npm run dev:console` shows the console with the API of a local cloud that runs (CONSOLE=address).
  server: { proxy: { '/api': local, '/config.json': local }, fs: { allow: [import.meta.dirname] } },
});
