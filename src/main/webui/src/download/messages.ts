import type { Saving, SavingProgress, SavingResult, VolumeSource } from './saving';

/** What the page sends to the worker. */
export type ToWorker =
  | { type: 'save'; volumes: VolumeSource[]; folder: FileSystemDirectoryHandle }
  | { type: 'answer'; call: number; value?: string }
  | { type: 'refusal'; call: number; error: unknown }
  | { type: 'abort'; reason: unknown };

/** What the worker sends to the page. */
export type FromWorker =
  | { type: 'progress'; progress: SavingProgress }
  | { type: 'link'; call: number; volume: number; refused?: string }
  | { type: 'volume'; call: number; volume: number }
  | { type: 'done'; result: SavingResult }
  | { type: 'failed'; error: unknown };

/** The calls of the page's functions, as the worker makes them. */
export type Callbacks = Pick<Saving, 'link' | 'onVolume' | 'onProgress'>;
