/** What a page says to save an archive into a folder, and what it gets to know. */

/** A volume as the API lists it. */
export interface VolumeSource {
  number: number;
  name: string;
  bytes: number;
  sha256: string;
  /** It opens this volume; volumes of private photos have another one. */
  password: string;
}

/** Why an entry is not in the folder. */
export type Reason =
  /** Its bytes are not those that were archived: the authentication code or the size is wrong. */
  | 'damaged'
  /** The volume's list of entries cannot be read. The name is the volume's. */
  | 'volume-damaged'
  /** The password does not open it. Saving stops. */
  | 'wrong-password'
  /** The disk is full, or the browser gives no more room. Saving stops. */
  | 'no-space'
  /** The browser no longer permits writing into the folder. Saving stops. */
  | 'denied'
  /** The folder takes the file under no name. */
  | 'name-refused'
  /** The folder or the file is gone, or another program holds it. */
  | 'not-written'
  /** It is packed in a way that Sundown's archives are not. */
  | 'unsupported'
  /** The server gave wrong answers to all requests for it. Saving stops. */
  | 'wrong-answer';

/** An entry that is not in the folder. */
export interface FailedEntry {
  /** Its path in the archive; text, not to be used as a path. */
  name: string;
  reason: Reason;
}

/** How far the saving is. */
export interface SavingProgress {
  entriesDone: number;
  /** Of all volumes; known as soon as the last one is being read. */
  entriesTotal?: number;
  bytesDone: number;
  /** Of all volumes. */
  bytesTotal: number;
  volume: number;
  /** The path in the archive of an entry that is being written. */
  current?: string;
  failed: FailedEntry[];
  /** What it waits for: the line or the server, or a new link. */
  waiting?: 'line' | 'session';
  /** What went wrong with the last request; it is sent again. */
  trouble?: Trouble;
}

/** What was wrong with a request that is sent again. */
export type Trouble =
  /** No answer, or it broke off or stood still. */
  | 'line'
  /** 429, or 500 and above. */
  | 'server'
  /** 403: the link has ended. */
  | 'refused'
  /** Another status than 206, or other bytes than requested. */
  | 'wrong-answer';

/** What was saved. */
export interface SavingResult {
  /** Entries that are whole in the folder, including those of an earlier run. */
  entries: number;
  bytes: number;
  failed: FailedEntry[];
  /** Why the saving stopped before the end; what was saved is kept. */
  stopped?: 'wrong-password' | 'no-space' | 'denied' | 'wrong-answer';
}

/** What to save and where to. */
export interface Saving {
  volumes: VolumeSource[];
  folder: FileSystemDirectoryHandle;
  /**
   * Gives a link to a volume.
   *
   * @param refused the last link, if the storage refused it: a new one is needed
   * @throws TypeError when the line is broken: it is called again; after anything else the saving fails with it
   */
  link(volume: number, refused?: string): Promise<string>;
  onProgress(progress: SavingProgress): void;
  /** Every entry of the volume is in the folder, written and checked. */
  onVolume(volume: number): Promise<void>;
  signal: AbortSignal;
}
