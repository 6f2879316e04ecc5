import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Status, Trouble } from '../api/answer';
import type { Api } from '../api/client';
import { useLanguage } from '../language/language';
import { bytes, text, type Text } from '../language/text';
import { byReason, headsOf, isTrouble, type Known, readMore, rowOf, UNKNOWN } from '../screens/items';
import { canDownloadFailed, canRequest } from '../screens/answer';
import { type Deed, second, type Surroundings } from '../screens/panel';
import { tableOf } from '../screens/table';
import { retry, retryAdvice } from '../screens/transfer';
import { troubleMessage } from '../screens/trouble';
import { useAnnouncer } from './announcer';
import { Confirmation } from './confirmation';
import { useDeeds } from './deeds';
import type { Config } from '../session/config';
import { MessageCard } from './message';
import { Actions, Fold } from './panel';
import { go } from './path';
import { Say } from './say';
import { saveFile } from './save-file';
import { Thumbnail } from './thumbnail';

interface Props {
  readonly api: Api;
  readonly config: Config;
  readonly status: Status;
  readonly look: () => Promise<void>;
  readonly here: Surroundings;
}

/** What did not get to Google Photos, each with a reason. */
export function FailuresList({ api, config, status, look, here }: Props): VNode {
  const announce = useAnnouncer();
  const language = useLanguage();
  const deeds = useDeeds(api, config, status, look);
  const [known, setKnown] = useState<Known>(UNKNOWN);
  const [trouble, setTrouble] = useState<Trouble>();

  const more = useCallback(
    async (before: Known): Promise<Known | undefined> => {
      const came = await readMore(before, (after) => api.items(after, 'failed'));
      if (isTrouble(came)) {
        setTrouble(came);
        return undefined;
      }
      setTrouble(undefined);
      setKnown(came);
      return came;
    },
    [api],
  );
  useEffect(() => {
    void more(UNKNOWN);
  }, [more]);

  const say = (what: Text): string => language.say(what);
  const csv = async (): Promise<void> => {
    let all: Known | undefined = known;
    while (all?.next !== undefined) all = await more(all);
    if (all === undefined) return;
    const table = tableOf([headsOf(say), ...all.items.map((item) => rowOf(item, say))]);
    saveFile(say(text('failures.csv.name')), 'text/csv;charset=utf-8', table);
  };

  const { items } = known;
  const read = known !== UNKNOWN;
  const { transfer, archive } = status;
  const failed = transfer?.items.failed.items ?? 0;
  const shown = deeds.trouble?.trouble ?? trouble;
  return (
    <>
      {shown && <MessageCard of={troubleMessage(shown)} level="h2" onDeed={(deed) => deeds.ask(deed, 'move')} />}
      {transfer && failed > 0 && (
        <div class="card">
          {retryAdvice(transfer, here).map((line) => (
            <p key={line.key}>
              <Say what={line} />
            </p>
          ))}
          <Actions
            of={[
              ...retry(transfer, here),
              ...(canDownloadFailed(status) ? [second('download-failed', text('failures.download', { count: failed }))] : []),
              ...(canRequest(status) ? [second('request-archive', text('archive.request'))] : []),
            ]}
            busy={deeds.busy}
            onDeed={(deed: Deed) => deeds.ask(deed, deed === 'request-archive' ? 'archive' : 'move')}
          />
          {archive && !canRequest(status) && (
            <p class="small">
              <Say what={text('progress.archive', { state: { text: text(`archive.badge.${archive.state}`) } })} />
            </p>
          )}
        </div>
      )}
      {!read && !trouble && (
        <p role="status">
          <Say what={text('page.loading')} />
        </p>
      )}
      {read && items.length === 0 && (
        <p>
          <Say what={text('failures.none')} />
        </p>
      )}
      {items.length > 0 && (
        <>
          <p role="status">
            <Say what={text('failures.shown', { count: items.length })} />
          </p>
          {byReason(items).map(({ why, again, items: failed }) => (
            <Fold
              key={why.key}
              id={why.key}
              heading={why}
              tone="attention"
              summary={text('items', { count: failed.length })}
              open={false}
            >
              <p>
                <Say what={again} />
              </p>
              <ul class={`failures ${config.thumbnailUri === undefined ? '' : 'pictured'}`}>
                {failed.map((item) => (
                  <li key={item.item} class="name">
                    <Thumbnail of={item} uri={config.thumbnailUri} />
                    {item.name === '' ? <Say what={text('failures.no-name')} /> : <bdi>{item.name}</bdi>}
                    {item.bytes !== undefined && (
                      <span class="size">
                        <Say what={text('size', { size: bytes(item.bytes) })} />
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </Fold>
          ))}
        </>
      )}
      <div class="actions">
        {read && known.next !== undefined && (
          <button
            type="button"
            class="first"
            onClick={() => void more(known).then((now) => now && announce(text('failures.shown', { count: now.items.length })))}
          >
            <Say what={text('failures.more')} />
          </button>
        )}
        {items.length > 0 && (
          <button type="button" class="second" onClick={() => void csv()}>
            <Say what={text('failures.csv')} />
          </button>
        )}
        <button type="button" class="second" onClick={() => go('/')}>
          <Say what={text('page.back')} />
        </button>
      </div>
      {deeds.question && <Confirmation question={deeds.question} onAnswer={deeds.answer} />}
    </>
  );
}
