import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Receipt, Status, Transfer } from '../api/answer';
import type { Api } from '../api/client';
import type { Known } from '../api/polling';
import { moment, text, type Text } from '../language/text';
import type { Config } from '../session/config';
import { choosingPanel } from '../screens/archive';
import { calendar } from '../screens/dates';
import { overview, type Overview } from '../screens/overview';
import { danger, type Deed, type Surroundings } from '../screens/panel';
import { troubleMessage } from '../screens/trouble';
import { shareOf } from '../screens/transfer';
import { useAnnouncer } from './announcer';
import { AnswerCard } from './answer';
import { PartChoice } from './choice';
import { Confirmation } from './confirmation';
import { type Place, useDeeds } from './deeds';
import { late } from './late';
import { MessageCard } from './message';
import { Actions, Facts, Fold, PanelBody } from './panel';
import { go } from './path';
import { Say, useWords } from './say';
import { VolumeSizeChoice } from './volume-size';

interface Props {
  readonly api: Api;
  readonly config: Config;
  readonly known: Known & { readonly status: Status };
  readonly look: () => Promise<void>;
  readonly here: Surroundings;
}

const Fetching = late(async () => (await import('./fetching')).Fetching);

/** The page of a person who is signed in: one answer, and what belongs to it. */
export function Home({ api, config, known, look, here }: Props): VNode {
  const { status } = known;
  const receipt = useReceipt(api, status.notice.phase === 'CLOSED');
  const screen = overview(status, here, receipt);
  const { move, archive, gallery, money } = screen;
  const deeds = useDeeds(api, config, status, look);
  useNews(status, screen);
  const download = deeds.choosesMore ? choosingPanel(archive.panel) : archive.panel;
  const offered = new Set([...move.panel.actions, ...download.actions].map(({ deed }) => deed));
  const trouble = (place: Place): VNode | null => {
    if (deeds.trouble?.place !== place) return null;
    const message = troubleMessage(deeds.trouble.trouble);
    const actions = message.actions.filter(({ deed }) => !offered.has(deed));
    return (
      <MessageCard
        of={{ ...message, actions }}
        level={place === 'answer' ? 'h2' : 'h3'}
        busy={deeds.busy}
        onDeed={(deed) => deeds.ask(deed, place)}
      />
    );
  };
  return (
    <>
      <AnswerCard of={screen.answer} busy={deeds.busy} onDeed={(deed) => deeds.ask(deed, 'answer')}>
        {trouble('answer')}
      </AnswerCard>
      <div class="columns">
        <div class="column">
          {gallery && (
            <Fold id="gallery" heading={text('gallery.heading')} tone={gallery.panel.tone} summary={gallery.summary} open={gallery.open}>
              <PanelBody of={gallery.panel} onDeed={() => undefined} />
            </Fold>
          )}
          <Fold id="move" heading={text('move.heading')} tone={move.panel.tone} summary={move.summary} open={move.open}>
            {trouble('move')}
            <PanelBody of={move.panel} titled={move.titled} busy={deeds.busy} onDeed={(deed) => deeds.ask(deed, 'move')}>
              {status.transfer && (
                <Account of={status.transfer} busy={deeds.busy} onDeed={(deed) => deeds.ask(deed, 'move')} />
              )}
            </PanelBody>
          </Fold>
          <Fold
            id="archive"
            heading={text('archive.heading')}
            tone={archive.panel.tone}
            summary={archive.summary}
            open={archive.open || deeds.opened}
          >
            {trouble('archive')}
            <PanelBody
              of={deeds.opened ? { ...download, actions: [] } : download}
              titled={archive.titled}
              busy={deeds.busy}
              onDeed={(deed) => deeds.ask(deed, 'archive')}
              choices={
                !deeds.opened &&
                download.actions.some(({ deed }) => deed === 'request-archive') && (
                  <>
                    <PartChoice
                      what="archive"
                      gallery={status.gallery}
                      chosen={deeds.part.chosen}
                      before={deeds.part.before}
                      onChoose={deeds.choosePart}
                    />
                    <VolumeSizeChoice chosen={deeds.volumeSize} onChoose={deeds.chooseVolumeSize} />
                  </>
                )
              }
            />
            {deeds.opened && (
              <Fetching
                api={api}
                onConfirmed={look}
                onRemove={() => deeds.ask('delete-archive', 'archive')}
              />
            )}
          </Fold>
        </div>
        <div class="column">
          {status.refund && money && (
            <Fold id="money" heading={text('refund.heading')} tone={money.panel.tone} summary={money.summary} open={money.open}>
              <PanelBody of={money.panel} onDeed={() => undefined}>
                {status.refund.code === 'paid-at-apple' && (
                  <p>
                    <a href={config.appleRefundUri} rel="noreferrer">
                      <Say what={text('refund.apple')} />
                    </a>
                  </p>
                )}
              </PanelBody>
            </Fold>
          )}
          <Dates status={status} screen={screen} here={here} />
          {status.notice.ends && screen.answer.way.kind !== 'screen' && <ReceiptLink />}
        </div>
      </div>
      {deeds.question && <Confirmation question={deeds.question} onAnswer={deeds.answer} />}
    </>
  );
}

/** After the close, what happened is in the receipt alone. */
function useReceipt(api: Api, closed: boolean): Receipt | undefined {
  const [receipt, setReceipt] = useState<Receipt>();
  useEffect(() => {
    if (closed) void api.receipt().then((outcome) => outcome.kind === 'ok' && setReceipt(outcome.value));
  }, [api, closed]);
  return receipt;
}

/** Says a change of state, and each tenth of the way; not every look. */
function useNews(status: Status, screen: Overview): void {
  const announce = useAnnouncer();
  const before = useRef<string | undefined>(undefined);
  const { transfer } = status;
  const news: Text =
    transfer?.state === 'running'
      ? text('transfer.arrived', { share: { share: Math.floor(shareOf(transfer) * 10) / 10 } })
      : text('done.look', { state: { text: screen.move.panel.title } });
  const mark = `${screen.move.panel.title.key} ${transfer?.state === 'running' ? Math.floor(shareOf(transfer) * 10) : ''} ${screen.archive.panel.title.key}`;
  useEffect(() => {
    if (before.current !== undefined && before.current !== mark) {
      announce(
        before.current.endsWith(screen.archive.panel.title.key)
          ? news
          : text('done.look', { state: { text: screen.archive.panel.title } }),
      );
    }
    before.current = mark;
  }, [mark]);
}

/** Which account photos go to, and how to end that. */
function Account({ of, onDeed, busy }: { of: Transfer; onDeed: (deed: Deed) => void; busy: Deed | undefined }): VNode {
  return (
    <div class="account">
      <h3>
        <Say what={text('account.heading')} />
      </h3>
      <p>
        <bdi>{of.googleAccount}</bdi>
      </p>
      <p class="small">
        <Say what={text(of.connected ? 'account.permission' : 'account.disconnected')} />
      </p>
      {of.switchesLeft === 0 && (
        <p class="small">
          <Say what={text('switch.none')} />
        </p>
      )}
      {of.connected && of.state !== 'closed' && <Actions of={[danger('disconnect', text('account.disconnect'))]} onDeed={onDeed} busy={busy} />}
    </div>
  );
}

function Dates({ status, screen, here }: { status: Status; screen: Overview; here: Surroundings }): VNode | null {
  const dates = calendar(status.notice, here);
  if (dates.length === 0) return null;
  return (
    <Fold id="dates" heading={text('dates.title')} summary={screen.when} open={status.notice.phase === 'ANNOUNCED'}>
      <ol class="calendar">
        {dates.map((date) => (
          <li key={date.what.key} class={date.past ? 'past' : date.next ? 'next' : ''}>
            <p class="when">
              <Say what={date.when} />
              {(date.past || date.next) && (
                <span class="mark">
                  <Say what={text(date.past ? 'dates.past' : 'dates.next')} />
                </span>
              )}
            </p>
            {date.exact && (
              <p class="mark">
                <Say what={date.exact} />
              </p>
            )}
            <p>
              <Say what={date.what} />
            </p>
          </li>
        ))}
      </ol>
      <Facts of={screen.others} />
      <p class="small">
        <Say what={text('dates.zone')} />
      </p>
    </Fold>
  );
}

function ReceiptLink(): VNode {
  return (
    <section aria-labelledby="receipt" class="card">
      <h2 id="receipt">
        <Say what={text('receipt.heading')} />
      </h2>
        <p>
          <Say what={text('receipt.why')} />
        </p>
        <div class="actions">
          <button type="button" class="second" onClick={() => go('/receipt')}>
            <Say what={text('receipt.show')} />
          </button>
        </div>
    </section>
  );
}

/** When this was looked at, and what stood in the way of the last look. */
export function Freshness({ known }: { known: Known }): VNode | null {
  const say = useWords();
  if (known.at === 0) return null;
  const when = { moment: moment(new Date(known.at).toISOString()) };
  return <p class="small freshness">{say(known.trouble ? 'page.old' : 'page.updated', when)}</p>;
}
