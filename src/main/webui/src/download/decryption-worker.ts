/** Decrypts in a thread of its own: the worker of zip.js, in JavaScript alone. */
import { initWorker } from '@zip.js/zip.js/lib/core/web-worker-base.js';

initWorker();
