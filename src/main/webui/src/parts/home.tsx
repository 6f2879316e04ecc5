import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Status, Transfer } from '../api/answer';
import type { Api } from '../api/client';
import type { Known } from '../api/polling';
import { moment, text, type MessageKey, type Text } from '../language/text';
import type { Config } from '../session/config';
import { choosingPanel } from '../screens/archive';
import { calendar } from '../screens/dates';
import { overview, type Overview } from '../screens/overview';
import { danger, type Deed, type Fact, type Surroundings } from '../screens/panel';
import { refundPanel } from '../screens/refund';
import { troubleMessage } from '../screens/trouble';
import { shareOf } from '../screens/transfer';
import { useAnnouncer } from './announcer';
import { PartChoice } from './choice';
import { Confirmation } from './confirmation';
import { useDeeds } from './deeds';
import { Fetching } from './fetching';
import { Icon, type IconName } from './icon';
import { MessageCard } from './message';
import { Actions, Facts, PanelCard } from './panel';
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

/** The page of a person who is signed in: five answers at a glance, and what belongs to each. */
export function Home({ api, config, known, look, here }: Props): VNode {
  const { status } = known;
  const screen = overview(status, here);
  const deeds = useDeeds(api, config, status, look);
  useNews(status, screen);
  const download = deeds.choosesMore ? choosingPanel(screen.archive) : screen.archive;
  const trouble = (place: 'move' | 'archive'): VNode | null =>
    deeds.trouble?.place === place ? (
      <MessageCard of={troubleMessage(deeds.trouble.trouble)} busy={deeds.busy} onDeed={(deed) => deeds.ask(deed, place)} />
    ) : null;
  return (
    <>
      <h1 tabIndex={-1}>
        <Say what={screen.title} />
      </h1>
      <p class="lead">
        <Say what={screen.lead} />
      </p>
      <Glances of={screen} />
      <div class="columns">
        <div class="column">
          {screen.gallery && (
            <section aria-labelledby="gallery" id="section-gallery">
              <h2 id="gallery">
                <Say what={text('gallery.heading')} />
              </h2>
              <PanelCard of={screen.gallery} onDeed={() => undefined} />
            </section>
          )}
          <section aria-labelledby="move" id="section-move">
            <h2 id="move" tabIndex={-1}>
              <Say what={text('move.heading')} />
            </h2>
            {trouble('move')}
            <PanelCard of={screen.move} busy={deeds.busy} onDeed={(deed) => deeds.ask(deed, 'move')}>
              {status.transfer && (
                <Account of={status.transfer} busy={deeds.busy} onDeed={(deed) => deeds.ask(deed, 'move')} />
              )}
            </PanelCard>
          </section>
          <section aria-labelledby="archive" id="section-archive">
            <h2 id="archive" tabIndex={-1}>
              <Say what={text('archive.heading')} />
            </h2>
            {trouble('archive')}
            <PanelCard
              of={deeds.opened ? { ...screen.archive, actions: [] } : download}
              busy={deeds.busy}
              onDeed={(deed) => deeds.ask(deed, 'archive')}
            >
              {!deeds.opened && download.actions.some(({ deed }) => deed === 'request-archive') && (
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
              )}
            </PanelCard>
            {deeds.opened && (
              <Fetching
                api={api}
                onConfirmed={look}
                onRemove={() => deeds.ask('delete-archive', 'archive')}
              />
            )}
          </section>
        </div>
        <div class="column">
          {status.refund && (
            <section aria-labelledby="money" id="section-money">
              <h2 id="money">
                <Say what={text('refund.heading')} />
              </h2>
              <PanelCard of={refundPanel(status.refund, status.notice)} onDeed={() => undefined}>
                {status.refund.code === 'paid-at-apple' && (
                  <p>
                    <a href={config.appleRefundUri} rel="noreferrer">
                      <Say what={text('refund.apple')} />
                    </a>
                  </p>
                )}
              </PanelCard>
            </section>
          )}
          <Dates status={status} others={screen.others} here={here} />
          {status.notice.ends && <ReceiptLink />}
        </div>
      </div>
      {deeds.question && <Confirmation question={deeds.question} onAnswer={deeds.answer} />}
    </>
  );
}

/** Says a change of state, and each tenth of the way; not every look. */
function useNews(status: Status, screen: Overview): void {
  const announce = useAnnouncer();
  const before = useRef<string | undefined>(undefined);
  const { transfer } = status;
  const news: Text =
    transfer?.state === 'running'
      ? text('transfer.arrived', { share: { share: Math.floor(shareOf(transfer) * 10) / 10 } })
      : text('done.look', { state: { text: screen.move.title } });
  const mark = `${screen.move.title.key} ${transfer?.state === 'running' ? Math.floor(shareOf(transfer) * 10) : ''} ${screen.archive.title.key}`;
  useEffect(() => {
    if (before.current !== undefined && before.current !== mark) {
      announce(
        before.current.endsWith(screen.archive.title.key)
          ? news
          : text('done.look', { state: { text: screen.archive.title } }),
      );
    }
    before.current = mark;
  }, [mark]);
}

function Glances({ of }: { of: Overview }): VNode {
  const { glance } = of;
  return (
    <section aria-labelledby="glance" class="card glance">
      <h2 id="glance" class="unseen">
        <Say what={text('glance.title')} />
      </h2>
      <dl>
        <Row icon="photos" label="glance.have" answers={[glance.have]} />
        <Row icon="choices" label="glance.can" answers={[glance.can]} />
        <Row icon="progress" label="glance.progress" answers={glance.progress} />
        <Row icon="money" label="glance.money" answers={[glance.money]} />
        <Row icon="dates" label="glance.when" answers={glance.when} />
      </dl>
    </section>
  );
}

function Row({ icon, label, answers }: { icon: IconName; label: MessageKey; answers: readonly Text[] }): VNode {
  return (
    <div class="row">
      <dt>
        <Icon name={icon} />
        <Say what={text(label)} />
      </dt>
      {answers.map((answer, index) => (
        <dd key={answer.key} class={index === 0 ? 'answer' : 'more'}>
          <Say what={answer} />
        </dd>
      ))}
    </div>
  );
}

/** Which account photos go to, and how to end that. */
function Account({ of, onDeed, busy }: { of: Transfer; onDeed: (deed: Deed) => void; busy: Deed | undefined }): VNode {
  return (
    <div class="account">
      <h4>
        <Say what={text('account.heading')} />
      </h4>
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

function Dates({
  status,
  others,
  here,
}: {
  status: Status;
  others: readonly Fact[];
  here: Surroundings;
}): VNode | null {
  const dates = calendar(status.notice, here);
  if (dates.length === 0) return null;
  return (
    <section aria-labelledby="dates" id="section-dates">
      <h2 id="dates">
        <Say what={text('dates.title')} />
      </h2>
      <div class="card">
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
              <p>
                <Say what={date.what} />
              </p>
            </li>
          ))}
        </ol>
        <Facts of={others} />
        <p class="small">
          <Say what={text('dates.zone')} />
        </p>
      </div>
    </section>
  );
}

function ReceiptLink(): VNode {
  return (
    <section aria-labelledby="receipt" id="section-receipt">
      <h2 id="receipt">
        <Say what={text('receipt.heading')} />
      </h2>
      <div class="card">
        <p>
          <Say what={text('receipt.why')} />
        </p>
        <div class="actions">
          <button type="button" class="second" onClick={() => go('/receipt')}>
            <Say what={text('receipt.show')} />
          </button>
        </div>
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
