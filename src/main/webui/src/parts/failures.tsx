import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure, Status, Trouble } from '../api/answer';
import type { Api } from '../api/client';
import { useLanguage } from '../language/language';
import { bytes, text, type Text } from '../language/text';
import { type Column, csvOf } from '../screens/failures';
import { type Deed, type Surroundings } from '../screens/panel';
import { retry, retryAdvice } from '../screens/transfer';
import { troubleMessage } from '../screens/trouble';
import { useAnnouncer } from './announcer';
import { Confirmation } from './confirmation';
import { useDeeds } from './deeds';
import type { Config } from '../session/config';
import { MessageCard } from './message';
import { Actions } from './panel';
import { go } from './path';
import { Say } from './say';
import { saveFile } from './save-file';

interface Props {
  readonly api: Api;
  readonly config: Config;
  readonly status: Status | undefined;
  readonly look: () => Promise<void>;
  readonly here: Surroundings;
}

/** What did not get to Google Photos, each with a reason. */
export function FailuresScreen({ api, config, status, look, here }: Props): VNode {
  const announce = useAnnouncer();
  const language = useLanguage();
  const deeds = useDeeds(api, config, status, look);
  const [failures, setFailures] = useState<Failure[]>();
  const [next, setNext] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();

  const more = useCallback(
    async (after: string | undefined): Promise<{ failures: Failure[]; next?: string } | undefined> => {
      const outcome = await api.failures(after);
      if (outcome.kind === 'unchanged') return undefined;
      if (outcome.kind !== 'ok') {
        setTrouble(outcome);
        return undefined;
      }
      setTrouble(undefined);
      setFailures((before) => [...(after === undefined ? [] : (before ?? [])), ...outcome.value.failures]);
      setNext(outcome.value.next);
      return outcome.value;
    },
    [api],
  );
  useEffect(() => {
    void more(undefined);
  }, [more]);

  const csv = async (): Promise<void> => {
    const all = [...(failures ?? [])];
    for (let after = next; after !== undefined; ) {
      const page = await more(after);
      if (page === undefined) return;
      all.push(...page.failures);
      after = page.next;
    }
    const heads = (['name', 'bytes', 'reason', 'again'] as const).map((column) =>
      language.say(text(`failures.column.${column}`)),
    );
    saveFile(language.say(text('failures.csv.name')), 'text/csv;charset=utf-8', csvOf(all, write, heads));
  };
  const write = (failure: Failure, column: Column): string => {
    switch (column) {
      case 'name':
        return failure.name;
      case 'bytes':
        return String(failure.bytes);
      case 'reason':
        return language.say(text(`failure.${failure.reason}`));
      case 'again':
        return language.say(again(failure));
    }
  };

  const transfer = status?.transfer;
  const shown = deeds.trouble?.trouble ?? trouble;
  return (
    <>
      <h1 tabIndex={-1}>
        <Say what={text('failures.heading')} />
      </h1>
      <p class="lead">
        <Say what={text('failures.lead')} />
      </p>
      {shown && <MessageCard of={troubleMessage(shown)} onDeed={(deed) => deeds.ask(deed, 'move')} />}
      {transfer && transfer.items.failed.items > 0 && (
        <div class="card">
          {retryAdvice(transfer, here).map((line) => (
            <p key={line.key}>
              <Say what={line} />
            </p>
          ))}
          <Actions of={retry(transfer, here)} busy={deeds.busy} onDeed={(deed: Deed) => deeds.ask(deed, 'move')} />
        </div>
      )}
      {failures === undefined && !trouble && (
        <p role="status">
          <Say what={text('page.loading')} />
        </p>
      )}
      {failures?.length === 0 && (
        <p>
          <Say what={text('failures.none')} />
        </p>
      )}
      {failures !== undefined && failures.length > 0 && (
        <>
          <p role="status">
            <Say what={text('failures.shown', { count: failures.length })} />
          </p>
          <ul class="failures">
            {failures.map((failure) => (
              <li key={failure.item} class="card">
                <p class="name">
                  {failure.name === '' ? <Say what={text('failures.no-name')} /> : <bdi>{failure.name}</bdi>}
                  <span class="size">
                    <Say what={text('size', { size: bytes(failure.bytes) })} />
                  </span>
                </p>
                <p>
                  <Say what={text(`failure.${failure.reason}`)} />
                </p>
                <p class="small">
                  <Say what={again(failure)} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      <div class="actions">
        {next !== undefined && (
          <button
            type="button"
            class="first"
            onClick={() =>
              void more(next).then(
                (page) => page && announce(text('failures.shown', { count: (failures?.length ?? 0) + page.failures.length })),
              )
            }
          >
            <Say what={text('failures.more')} />
          </button>
        )}
        {failures !== undefined && failures.length > 0 && (
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

function again(failure: Failure): Text {
  return text(failure.retryable ? 'failures.again.yes' : 'failures.again.no');
}
