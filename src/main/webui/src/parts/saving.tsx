import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Archive, Trouble } from '../api/answer';
import type { Api } from '../api/client';
import type { SavingProgress, SavingResult } from '../download/saving';
import { text, type Text } from '../language/text';
import { savingMeter, savingResult, shareSaved, standstill, whyNotSaved } from '../screens/saving';
import { troubleMessage } from '../screens/trouble';
import { useAnnouncer } from './announcer';
import { isDownload } from './fetching';
import { forgetFolder, keepFolder, keptFolder } from './folders';
import { Icon } from './icon';
import { MessageCard } from './message';
import { MeterBar } from './panel';
import { Say } from './say';

type Picker = (options: object) => Promise<FileSystemDirectoryHandle>;
type Permitted = FileSystemDirectoryHandle & { requestPermission?: (mode: object) => Promise<PermissionState> };

/** Progress is shown so often, whatever the speed. */
const FRAME = 250;
/** A confirmation or link that the line has lost is sent again after so long. */
const AGAIN = 5_000;

interface Props {
  readonly api: Api;
  readonly archive: Archive;
  readonly onConfirmed: () => Promise<void>;
}

/** Stops a saving with what the API said. */
class Stopped extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.kind);
    this.trouble = trouble;
  }
}

/** Saves the photos of an archive to a folder, each checked, and confirms each volume that is there. */
export function Saving({ api, archive, onConfirmed }: Props): VNode {
  const announce = useAnnouncer();
  const [kept, setKept] = useState<FileSystemDirectoryHandle>();
  const [running, setRunning] = useState<AbortController>();
  const [progress, setProgress] = useState<SavingProgress>();
  const [result, setResult] = useState<SavingResult>();
  const [note, setNote] = useState<Text>();
  const [trouble, setTrouble] = useState<Trouble>();
  const picker = (window as unknown as { showDirectoryPicker?: Picker }).showDirectoryPicker;

  useEffect(() => void keptFolder(archive.id).then(setKept), [archive.id]);
  useEffect(() => () => running?.abort(), [running]);
  useLeaveWarning(running !== undefined);
  useTenths(progress, announce);

  const choose = async (): Promise<void> => {
    try {
      await run(await picker!.call(window, { id: 'photos', mode: 'readwrite', startIn: 'pictures' }));
    } catch (failure) {
      if (!isNamed(failure, 'AbortError')) setNote(text('save.denied'));
    }
  };

  const goOn = async (folder: Permitted): Promise<void> => {
    const state = (await folder.requestPermission?.({ mode: 'readwrite' }).catch(() => 'denied')) ?? 'granted';
    if (state === 'granted') await run(folder);
    else setNote(text('save.denied'));
  };

  const run = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    const { download } = archive;
    if (download === undefined) return;
    const controller = new AbortController();
    const links = new Links(api, archive);
    const lock = await awake();
    let shown = 0;
    // What is thrown here may come back from the worker as a copy.
    let cause: Trouble | undefined;
    const noted = async <T,>(call: Promise<T>): Promise<T> => {
      try {
        return await call;
      } catch (failure) {
        if (failure instanceof Stopped) cause = failure.trouble;
        throw failure;
      }
    };
    setRunning(controller);
    setResult(undefined);
    setNote(undefined);
    setTrouble(undefined);
    setKept(folder);
    await keepFolder(archive.id, folder);
    try {
      const { save } = await import('../download/save');
      const came = await save({
        volumes: download.volumes.map(({ number, name, bytes, sha256, private: isPrivate }) => ({
          number,
          name,
          bytes,
          sha256,
          password: (isPrivate ? download.privatePassword : undefined) ?? download.password,
        })),
        folder,
        link: (volume, refused) => noted(links.of(volume, refused)),
        onProgress: (now) => {
          if (Date.now() - shown < FRAME && now.bytesDone < now.bytesTotal && now.waiting === undefined) return;
          shown = Date.now();
          setProgress({ ...now, failed: [...now.failed] });
        },
        onVolume: (volume) => noted(confirm(api, volume, controller.signal)),
        signal: controller.signal,
      });
      setResult(came);
      announce(savingResult(came).lines[0]!);
      if (came.failed.length === 0 && came.stopped === undefined) await forgetFolder(archive.id);
    } catch {
      if (controller.signal.aborted) setNote(text('save.paused'));
      else if (cause) setTrouble(cause);
      else setNote(text('save.broken'));
    } finally {
      await lock?.release().catch(() => undefined);
      setRunning(undefined);
      setProgress(undefined);
      await onConfirmed();
    }
  };

  const wait = progress && standstill(progress);
  const outcome = result && savingResult(result);
  return (
    <div class="block saving">
      <h4>
        <Say what={text('save.title')} />
      </h4>
      <p>
        <Say what={text('save.why')} />
      </p>
      {picker === undefined ? (
        <p class="warning">
          <Icon name="attention" />
          <span>
            <Say what={text('save.unsupported')} />
          </span>
        </p>
      ) : (
        <p>
          <Say what={text('save.keep-open')} />
        </p>
      )}
      {running && progress && (
        <>
          <MeterBar of={savingMeter(progress)} />
          {wait ? (
            <p class="warning" role="status">
              <Icon name="attention" />
              <span>
                <Say what={wait} />
              </span>
            </p>
          ) : (
            progress.current !== undefined && (
              <p class="small current">
                <Say what={text('save.current', { name: progress.current })} />
              </p>
            )
          )}
        </>
      )}
      {trouble && <MessageCard of={{ ...troubleMessage(trouble), actions: [] }} onDeed={() => undefined} />}
      {note && (
        <p class="warning" role="status">
          <Icon name="attention" />
          <span>
            <Say what={note} />
          </span>
        </p>
      )}
      {outcome && (
        <div class={outcome.good ? 'outcome tone-good' : 'outcome tone-attention'}>
          {outcome.lines.map((line) => (
            <p key={line.key}>
              <Icon name={outcome.good ? 'good' : 'attention'} /> <Say what={line} />
            </p>
          ))}
        </div>
      )}
      {result && result.failed.length > 0 && (
        <>
          <h5>
            <Say what={text('save.failed.heading')} />
          </h5>
          <ul>
            {result.failed.map((entry) => (
              <li key={entry.name}>
                <bdi>{entry.name}</bdi>: <Say what={whyNotSaved(entry)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {picker !== undefined && (
        <div class="actions">
          {running ? (
            <button type="button" class="second" onClick={() => running.abort()}>
              <Say what={text('save.pause')} />
            </button>
          ) : (
            <>
              {kept && !(outcome?.good ?? false) && (
                <button type="button" class="first" onClick={() => void goOn(kept)}>
                  <Say what={text('save.go-on', { name: kept.name })} />
                </button>
              )}
              <button type="button" class={kept ? 'second' : 'first'} onClick={() => void choose()}>
                <Say what={text(kept ? 'save.other' : 'save.choose')} />
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** The links of the volumes; all are renewed together. */
class Links {
  readonly #api: Api;
  #archive: Archive;

  constructor(api: Api, archive: Archive) {
    this.#api = api;
    this.#archive = archive;
  }

  async of(volume: number, refused: string | undefined): Promise<string> {
    const known = this.#find(volume);
    if (known !== undefined && known !== refused && !this.#areOver()) return known;
    const outcome = await this.#api.archive();
    if (outcome.kind === 'ok') this.#archive = outcome.value;
    else if (isPassing(outcome.kind)) throw new TypeError(outcome.kind);
    else if (outcome.kind !== 'unchanged') throw new Stopped(outcome);
    const link = this.#find(volume);
    if (link === undefined) throw new Stopped({ kind: 'unknown' });
    return link;
  }

  #find(volume: number): string | undefined {
    const link = this.#archive.download?.volumes.find(({ number }) => number === volume)?.link;
    return link !== undefined && isDownload(link) ? link : undefined;
  }

  #areOver(): boolean {
    return Date.parse(this.#archive.download?.linksEndAt ?? '') <= Date.now() + this.#api.ahead;
  }
}

/** Says that a volume is there; what the line has lost is said again. */
async function confirm(api: Api, volume: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const outcome = await api.confirmVolume(volume);
    if (outcome.kind === 'ok' || outcome.kind === 'unchanged') return;
    if (outcome.kind === 'problem' && outcome.code === 'already-confirmed') return;
    if (!isPassing(outcome.kind)) throw new Stopped(outcome);
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}

function isPassing(kind: string): boolean {
  return kind === 'offline' || kind === 'maintenance' || kind === 'busy';
}

function isNamed(failure: unknown, name: string): boolean {
  return failure instanceof Error && failure.name === name;
}

/** Keeps a phone from sleeping in the middle, where it lets us. */
async function awake(): Promise<WakeLockSentinel | undefined> {
  return navigator.wakeLock?.request('screen').catch(() => undefined);
}

function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [active]);
}

/** Says each tenth of the way. */
function useTenths(progress: SavingProgress | undefined, announce: (what: Text) => void): void {
  const tenth = progress === undefined ? 0 : Math.floor(shareSaved(progress) * 10);
  const before = useRef(0);
  useEffect(() => {
    if (tenth > before.current) announce(text('save.announce', { share: { share: tenth / 10 } }));
    before.current = tenth;
  }, [tenth]);
}
