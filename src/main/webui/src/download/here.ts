import { DamagedDirectory } from './directory';
import { NotWritten } from './file';
import { type Patience, PATIENCE, VolumeLink, WrongAnswers } from './link';
import type { FailedEntry, Saving, SavingProgress, SavingResult, VolumeSource } from './saving';
import { type Trust, VolumeSaver, WrongPassword } from './volume';

const PROGRESS_PAUSE = 250;

/** Saves the volumes of an archive one after the other, on the thread that calls it. */
export async function saveHere(saving: Saving, patience: Patience = PATIENCE): Promise<SavingResult> {
  const run = new Run(saving, patience);
  return run.save();
}

class Run {
  readonly #progress: Progress;
  readonly #trust = new Map<string, Trust>();
  readonly #failed: FailedEntry[] = [];
  #entries = 0;
  #bytes = 0;
  #listed = 0;

  constructor(
    private readonly saving: Saving,
    private readonly patience: Patience,
  ) {
    this.#progress = new Progress(saving, this.#failed);
  }

  async save(): Promise<SavingResult> {
    const { volumes, signal } = this.saving;
    signal.throwIfAborted();
    let before = 0;
    for (const volume of volumes) {
      const failed = this.#failed.length;
      const stopped = await this.#saveVolume(volume);
      before += volume.bytes;
      if (stopped) {
        this.#progress.tellNow({ waiting: undefined, current: undefined });
        return { ...this.#result(), stopped };
      }
      this.#progress.tellNow({ bytesDone: before, current: undefined });
      if (this.#failed.length === failed) {
        await this.saving.onVolume(volume.number);
        signal.throwIfAborted();
      }
    }
    return this.#result();
  }

  #result(): SavingResult {
    return { entries: this.#entries, bytes: this.#bytes, failed: [...this.#failed] };
  }

  async #saveVolume(source: VolumeSource): Promise<SavingResult['stopped']> {
    this.#progress.tell({ volume: source.number });
    // Ends what is still read ahead when a volume ends before its time.
    const reading = new AbortController();
    const abort = (): void => reading.abort(this.saving.signal.reason);
    this.saving.signal.addEventListener('abort', abort);
    try {
      await this.#saver(source, reading.signal).save();
      return undefined;
    } catch (error) {
      this.saving.signal.throwIfAborted();
      if (error instanceof WrongPassword) {
        this.#trustIn(source.password).suspects.forEach(({ name }) => this.#failed.push({ name, reason: 'wrong-password' }));
        return 'wrong-password';
      }
      if (error instanceof NotWritten && (error.reason === 'no-space' || error.reason === 'denied')) {
        return this.#stoppedBy(source, error.reason);
      }
      if (error instanceof WrongAnswers) {
        return this.#stoppedBy(source, 'wrong-answer');
      }
      if (error instanceof DamagedDirectory) {
        this.#failed.push({ name: source.name, reason: 'volume-damaged' });
        return undefined;
      }
      throw error;
    } finally {
      this.saving.signal.removeEventListener('abort', abort);
      reading.abort();
    }
  }

  /** Names the volume, unless an entry was named already. */
  #stoppedBy<R extends 'no-space' | 'denied' | 'wrong-answer'>(source: VolumeSource, reason: R): R {
    if (!this.#failed.some((failed) => failed.reason === reason)) {
      this.#failed.push({ name: source.name, reason });
    }
    return reason;
  }

  #saver(source: VolumeSource, signal: AbortSignal): VolumeSaver {
    const { folder } = this.saving;
    const progress = this.#progress;
    const fresh = async (refused?: string): Promise<string> => {
      const link = await this.saving.link(source.number, refused);
      progress.tell({ waiting: undefined });
      return link;
    };
    const link = new VolumeLink(
      fresh,
      source.bytes,
      {
        asking: () => progress.tell({ waiting: 'session' }),
        trouble: (trouble) => progress.tellNow({ waiting: 'line', trouble }),
        fine: () => progress.tell({ waiting: undefined, trouble: undefined }),
      },
      signal,
      this.patience,
    );
    const events = {
      listed: (entries: number) => {
        this.#listed += entries;
        const isLast = source === this.saving.volumes.at(-1);
        progress.tell(isLast ? { entriesTotal: this.#listed } : {});
      },
      writing: ({ name }: { name: string }) => progress.tell({ current: name }),
      passed: (bytes: number) => progress.add(bytes),
      saved: ({ bytes }: { bytes: number }) => {
        this.#entries++;
        this.#bytes += bytes;
        progress.tell({ entriesDone: this.#entries });
      },
      failed: ({ name }: { name: string }, reason: FailedEntry['reason']) => {
        this.#failed.push({ name, reason });
        progress.tell({});
      },
    };
    return new VolumeSaver(source, link, folder, this.#trustIn(source.password), events, signal);
  }

  #trustIn(password: string): Trust {
    const trust = this.#trust.get(password) ?? { proved: false, suspects: [] };
    this.#trust.set(password, trust);
    return trust;
  }
}

type Told = { [key in keyof SavingProgress]?: SavingProgress[key] | undefined };

/** Tells the page how far the saving is, but not more often than a person can read. */
class Progress {
  readonly #state: Told & { bytesDone: number };
  #told = -Infinity;

  constructor(
    private readonly saving: Saving,
    private readonly failed: FailedEntry[],
  ) {
    const bytesTotal = saving.volumes.reduce((sum, volume) => sum + volume.bytes, 0);
    this.#state = { entriesDone: 0, bytesDone: 0, bytesTotal };
  }

  add(bytes: number): void {
    this.tell({ bytesDone: this.#state.bytesDone + bytes });
  }

  tell(change: Told): void {
    const isWaiting = this.#state.waiting;
    Object.assign(this.#state, change);
    if (performance.now() - this.#told >= PROGRESS_PAUSE || isWaiting !== this.#state.waiting) {
      this.tellNow({});
    }
  }

  tellNow(change: Told): void {
    Object.assign(this.#state, change);
    this.#told = performance.now();
    const known = Object.entries(this.#state).filter(([, value]) => value !== undefined);
    this.saving.onProgress({ ...(Object.fromEntries(known) as unknown as SavingProgress), failed: [...this.failed] });
  }
}
