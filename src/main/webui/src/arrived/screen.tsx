import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ListedItem, Trouble } from '../api/answer';
import type { Api } from '../api/client';
import { useLanguage } from '../language/language';
import { moment, text, type Text } from '../language/text';
import { MessageCard } from '../parts/message';
import { go } from '../parts/path';
import { saveFile } from '../parts/save-file';
import { Say } from '../parts/say';
import { Thumbnail } from '../parts/thumbnail';
import { finds, headsOf, isTrouble, type Known, readMore, rowOf, stateOf, UNKNOWN, whyOf } from '../screens/items';
import { linesOf, tableOf } from '../screens/table';
import { troubleMessage } from '../screens/trouble';

/** So many more items are shown at a time. */
const STEP = 50;

/** The list of what became of each photo and video, to search and to keep. */
export function ArrivedList({ api, thumbnailUri }: { api: Api; thumbnailUri: string | undefined }): VNode {
  const language = useLanguage();
  const [known, setKnown] = useState<Known>(UNKNOWN);
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState(STEP);
  const [saved, setSaved] = useState<number>();
  const [trouble, setTrouble] = useState<Trouble>();
  const hits = useMemo(() => known.items.filter(finds(search)), [known, search]);
  const reading = hits.length < wanted && known.next !== undefined && trouble === undefined;

  useEffect(() => {
    let current = true;
    if (reading) {
      void readMore(known, (after) => api.items(after)).then((came) => {
        if (!current) return;
        if (isTrouble(came)) setTrouble(came);
        else setKnown(came);
      });
    }
    return () => {
      current = false;
    };
  }, [api, known, reading]);

  const say = (what: Text): string => language.say(what);
  const save = async (): Promise<void> => {
    const parts = [tableOf([headsOf(say)])];
    let count = 0;
    for (let page = UNKNOWN; page.next !== undefined; ) {
      setSaved(count);
      const came = await readMore({ items: [], next: page.next }, (after) => api.items(after));
      if (isTrouble(came)) {
        setSaved(undefined);
        return setTrouble(came);
      }
      parts.push(linesOf(came.items.map((item) => rowOf(item, say))));
      count += came.items.length;
      page = came;
    }
    setSaved(undefined);
    saveFile(say(text('arrived.csv.name')), 'text/csv;charset=utf-8', parts.join(''));
  };

  return (
    <>
      <label class="search">
        <Say what={text('arrived.search')} />
        <input
          type="search"
          autocomplete="off"
          value={search}
          onInput={(event) => {
            setSearch(event.currentTarget.value);
            setWanted(STEP);
          }}
        />
      </label>
      <p role="status" class="looked" aria-busy={reading || saved !== undefined}>
        <Say what={standing(known, hits.length, search, reading, saved)} />
      </p>
      {trouble && (
        <MessageCard of={{ ...troubleMessage(trouble), actions: [] }} onDeed={() => undefined}>
          <div class="actions">
            <button type="button" class="second" onClick={() => setTrouble(undefined)}>
              <Say what={text('page.try-again')} />
            </button>
          </div>
        </MessageCard>
      )}
      <ul class={`arrived ${thumbnailUri === undefined ? '' : 'pictured'}`}>
        {hits.slice(0, wanted).map((item) => (
          <Arrived key={`${item.item} ${item.state}`} of={item} thumbnailUri={thumbnailUri} />
        ))}
      </ul>
      <div class="actions">
        {hits.length > wanted || (hits.length === wanted && known.next !== undefined) ? (
          <button type="button" class="first" onClick={() => setWanted(wanted + STEP)}>
            <Say what={text('failures.more')} />
          </button>
        ) : null}
        <button type="button" class="second" disabled={saved !== undefined} onClick={() => void save()}>
          <Say what={text('failures.csv')} />
        </button>
        <button type="button" class="second" onClick={() => go('/')}>
          <Say what={text('page.back')} />
        </button>
      </div>
    </>
  );
}

function Arrived({ of, thumbnailUri }: { of: ListedItem; thumbnailUri: string | undefined }): VNode {
  const language = useLanguage();
  const open = language.say(text('arrived.open'));
  return (
    <li class="card">
      <Thumbnail of={of} uri={thumbnailUri} />
      <p class="name">
        {of.name === '' ? <Say what={text('failures.no-name')} /> : <bdi>{of.name}</bdi>}
        {of.takenAt !== undefined && (
          <span class="size">
            <Say what={text('moment', { moment: moment(of.takenAt) })} />
          </span>
        )}
      </p>
      {of.albums.length > 0 && (
        <p class="small">
          <Say what={text('arrived.albums', { albums: of.albums.join(', ') })} />
        </p>
      )}
      <p>
        <Say what={stateOf(of)} />
      </p>
      {whyOf(of).map((why) => (
        <p key={why.key} class="small">
          <Say what={why} />
        </p>
      ))}
      {of.link !== undefined && (
        <a href={of.link} target="_blank" rel="noopener noreferrer" aria-label={`${open}: ${of.name}`}>
          {open}
        </a>
      )}
    </li>
  );
}

/** What a person reads while pages are read, and after. */
function standing(known: Known, hits: number, search: string, reading: boolean, saved: number | undefined): Text {
  if (saved !== undefined) return text('arrived.saving', { count: saved });
  const count = known.items.length;
  if (reading && hits === 0) return text('arrived.looking', { count });
  if (hits > 0) return text('arrived.found', { hits, count });
  return text(search.trim() === '' ? 'arrived.none' : 'arrived.no-hit', { count });
}
