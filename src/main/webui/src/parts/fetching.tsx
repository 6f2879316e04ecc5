import type { VNode } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Archive, Download, Trouble } from '../api/answer';
import type { Api } from '../api/client';
import { bytes, text } from '../language/text';
import { troubleMessage } from '../screens/trouble';
import { useAnnouncer } from './announcer';
import { MessageCard } from './message';
import { Saving } from './saving';
import { Say, useWords } from './say';

interface Props {
  readonly api: Api;
  readonly onConfirmed: () => Promise<void>;
  readonly onRemove: () => void;
}

type Volume = Download['volumes'][number];

/** A link is renewed when it is so old, though it lives ten minutes. */
const FRESH = 120_000;

/** How a person fetches a ready archive. What is secret is asked for now, and stays in memory. */
export function Fetching({ api, onConfirmed, onRemove }: Props): VNode {
  const [archive, setArchive] = useState<Archive>();
  const [trouble, setTrouble] = useState<Trouble>();
  /** Why a confirmation was refused. Stays until the next one, whatever is asked meanwhile. */
  const [refused, setRefused] = useState<Trouble>();
  const [confirming, setConfirming] = useState(false);
  const announce = useAnnouncer();
  const heading = useRef<HTMLHeadingElement>(null);
  const askedAt = useRef(0);

  const ask = useCallback(async (): Promise<Archive | undefined> => {
    const outcome = await api.archive();
    if (outcome.kind === 'unchanged') return undefined;
    if (outcome.kind !== 'ok') {
      setTrouble(outcome);
      return undefined;
    }
    setTrouble(undefined);
    setArchive(outcome.value);
    askedAt.current = Date.now();
    return outcome.value;
  }, [api]);

  useEffect(() => {
    void ask();
  }, [ask]);
  const download = archive?.download;
  useEffect(() => heading.current?.focus(), [download === undefined]);

  /** Uses a link only while it is fresh, and only at the address of the archives. */
  const fetchVolume = async (event: Event, volume: Volume): Promise<void> => {
    if (Date.now() - askedAt.current < FRESH) return;
    event.preventDefault();
    const link = (await ask())?.download?.volumes.find(({ number }) => number === volume.number)?.link;
    if (link !== undefined && isDownload(link)) location.assign(link);
  };

  const confirm = async ({ number, name }: Volume): Promise<void> => {
    setConfirming(true);
    setRefused(undefined);
    const outcome = await api.confirmVolume(number);
    if (outcome.kind === 'ok' || outcome.kind === 'unchanged') announce(text('download.confirmed', { name }));
    else setRefused(outcome);
    await ask();
    setConfirming(false);
    // The button is gone, and has taken the focus with it.
    requestAnimationFrame(() => document.activeElement === document.body && heading.current?.focus());
    await onConfirmed();
  };

  const shown = refused ?? trouble;
  if (trouble && !download) {
    return (
      <MessageCard of={{ ...troubleMessage(trouble), actions: [] }} onDeed={() => undefined}>
        <div class="actions">
          <button type="button" class="second" onClick={() => void ask()}>
            <Say what={text('page.try-again')} />
          </button>
        </div>
      </MessageCard>
    );
  }
  if (!archive || !download) {
    return (
      <p role="status">
        <Say what={text('page.loading')} />
      </p>
    );
  }
  return (
    <div class="card fetching">
      <h3 tabIndex={-1} ref={heading}>
        <Say what={text('download.title')} />
      </h3>
      {archive.downloadedAt !== undefined && (
        <p class="badge">
          <Say what={text('download.finished')} />
        </p>
      )}
      <Saving
        api={api}
        archive={archive}
        onConfirmed={async () => {
          await ask();
          await onConfirmed();
        }}
      />
      <div class="block">
        <h4>
          <Say what={text('download.files')} />
        </h4>
        <p>
          <Say what={text('download.files.why')} />
        </p>
      </div>
      <Password of={download.password} title="download.password" />
      {download.privatePassword !== undefined && (
        <Password of={download.privatePassword} title="download.private-password" />
      )}
      <Volumes
        of={download.volumes.map((volume) => (isDownload(volume.link) ? volume : { ...volume, link: '' }))}
        onFetch={fetchVolume}
        confirming={confirming}
        onConfirm={confirm}
      />
      {shown && <MessageCard of={troubleMessage(shown)} onDeed={() => undefined} />}
      <Programs of={download.programs} />
      <div class="block">
        <p>
          <Say what={text('download.remove.why')} />
        </p>
        <div class="actions">
          <button type="button" class="danger" onClick={onRemove}>
            <Say what={text('archive.delete')} />
          </button>
        </div>
      </div>
    </div>
  );
}

/** True for an address to download from, and for nothing that would run in this page. */
export function isDownload(link: string): boolean {
  return URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
}

function Password({ of, title }: { of: string; title: 'download.password' | 'download.private-password' }): VNode {
  const [shown, setShown] = useState(false);
  const announce = useAnnouncer();
  const [copied, setCopied] = useState<'download.password.copied' | 'download.password.not-copied'>();
  const copy = async (): Promise<void> => {
    const came = await navigator.clipboard.writeText(of).then(
      () => 'download.password.copied' as const,
      () => 'download.password.not-copied' as const,
    );
    setCopied(came);
    if (came === 'download.password.not-copied') setShown(true);
    announce(text(came));
  };
  return (
    <div role="group" aria-labelledby={title}>
      <h5 id={title}>
        <Say what={text(title)} />
      </h5>
      <p>
        <Say what={text(`${title}.why`)} />
      </p>
      {shown && (
        <p class="password" dir="ltr" translate={false}>
          <code>{of}</code>
        </p>
      )}
      <div class="actions">
        <button type="button" class="second" aria-expanded={shown} onClick={() => setShown(!shown)}>
          <Say what={text(shown ? 'download.password.hide' : 'download.password.show')} />
        </button>
        <button type="button" class="second" onClick={() => void copy()}>
          <Say what={text('download.password.copy')} />
        </button>
      </div>
      {copied && (
        <p class="small">
          <Say what={text(copied)} />
        </p>
      )}
    </div>
  );
}

function Volumes({
  of,
  confirming,
  onFetch,
  onConfirm,
}: {
  of: readonly Volume[];
  confirming: boolean;
  onFetch: (event: Event, volume: Volume) => Promise<void>;
  onConfirm: (volume: Volume) => Promise<void>;
}): VNode {
  const say = useWords();
  return (
    <div>
      <p>
        <Say what={text('download.confirm.why')} />
      </p>
      <ul class="volumes">
        {of.map((volume) => (
          <li key={volume.number}>
            <p class="name">
              <bdi>{volume.name}</bdi>
              {volume.private && <span class="mark">{say('download.private')}</span>}
              <span class="mark">{say(volume.downloaded ? 'download.arrived' : 'download.not-arrived')}</span>
            </p>
            <dl class="facts">
              <div>
                <dt>
                  <Say what={text('download.size')} />
                </dt>
                <dd>
                  <Say what={text('size', { size: bytes(volume.bytes) })} />
                </dd>
              </div>
            </dl>
            <details>
              <summary>
                <Say what={text('download.digest')} />
              </summary>
              <p class="digest" dir="ltr" translate={false}>
                <code>{volume.sha256}</code>
              </p>
            </details>
            {volume.leftOut > 0 && <LeftOut of={volume} />}
            <div class="actions">
              {volume.link !== '' && (
                <a
                  class="button second"
                  href={volume.link}
                  rel="noreferrer"
                  download={volume.name}
                  onClick={(event) => void onFetch(event, volume)}
                >
                  <Say what={text('download.file', { name: volume.name })} />
                </a>
              )}
              {!volume.downloaded && (
                <button
                  type="button"
                  class="second"
                  aria-disabled={confirming ? 'true' : undefined}
                  onClick={() => confirming || void onConfirm(volume)}
                >
                  <Say what={text('download.confirm')} />
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LeftOut({ of }: { of: Volume }): VNode {
  return (
    <details open>
      <summary>
        <Say what={text('download.examples', { name: of.name })} />
      </summary>
      <ul>
        {of.examples.map((example) => (
          <li key={example.itemId}>
            <bdi>{example.name}</bdi>: <Say what={text(`left-out.${example.reason}`)} />
          </li>
        ))}
      </ul>
      {of.leftOut > of.examples.length && (
        <p>
          <Say what={text('left-out.more', { count: of.leftOut - of.examples.length })} />
        </p>
      )}
    </details>
  );
}

/** Those for this device first. */
function Programs({ of }: { of: Download['programs'] }): VNode {
  const here = systemOf(navigator.userAgent);
  const sorted = [...of].sort((one, other) => Number(other.code === here) - Number(one.code === here));
  return (
    <div class="block">
      <h4>
        <Say what={text('download.programs')} />
      </h4>
      <p>
        <Say what={text('download.programs.why')} />
      </p>
      <dl class="facts">
        {sorted.map(({ code, names }) => (
          <div key={code}>
            <dt>
              <Say
                what={
                  code === here ? text('system.here', { system: { text: text(`system.${code}`) } }) : text(`system.${code}`)
                }
              />
            </dt>
            <dd>
              <bdi>
                {names.map((name, index) => (
                  <>
                    {index > 0 && ', '}
                    <Program name={name} system={code} />
                  </>
                ))}
              </bdi>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Where programs come from. */
const sources: Readonly<Record<string, string>> = {
  '7-Zip': 'https://www.7-zip.org',
  Keka: 'https://www.keka.io',
  'The Unarchiver': 'https://theunarchiver.com',
  WinZip: 'https://www.winzip.com',
  'WinZip android': 'https://play.google.com/store/apps/details?id=com.winzip.android',
  'WinZip ios': 'https://apps.apple.com/app/id500637987',
};

function Program({ name, system }: { name: string; system: string }): VNode {
  const source = sources[`${name} ${system}`] ?? sources[name];
  if (source === undefined) return <>{name}</>;
  return (
    <a href={source} target="_blank" rel="noreferrer">
      {name}
    </a>
  );
}

export function systemOf(userAgent: string): Download['programs'][number]['code'] | undefined {
  if (/Android/.test(userAgent)) return 'android';
  if (/iPhone|iPad/.test(userAgent)) return 'ios';
  if (/Windows/.test(userAgent)) return 'windows';
  if (/Macintosh/.test(userAgent)) return 'macos';
  return /Linux/.test(userAgent) ? 'linux' : undefined;
}
