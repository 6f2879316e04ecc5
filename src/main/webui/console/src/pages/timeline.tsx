import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useLanguage } from '../../../src/language/language';
import { Icon } from '../../../src/parts/icon';
import { may } from '../access';
import type { Answer, Refusal, Schemas } from '../api';
import { useConsole } from '../console';
import { readLatestProgress } from '../documents';
import { FormDialog } from '../form';
import { Hash } from '../hash';
import { useLook } from '../look';
import { Looked, NeedsRole } from '../looked';
import type { GroupProgress } from '../progress';
import { RefusalCard } from '../refusal';
import { Table } from '../table';
import {
  begun,
  changed,
  type DateName,
  dateNames,
  dateOf,
  type DatesOf,
  datesOf,
  daysApart,
  differencesOf,
  hasPast,
  partsOf,
  readTimeline,
} from '../timeline';
import { When } from '../when';
import { readable, text, useWords, type Words } from '../words';

const PERIOD = 60_000;

type Version = Schemas['Version'];

/** Every version of the timeline, and the next one: tried first, then published. */
export function TimelinePage(): VNode {
  const say = useWords();
  const { api, operator } = useConsole();
  const versions = useLook('timelines', PERIOD, () => api.call('list-timelines', {}));
  const document = versions.value?.timelines[0]?.document;
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.timeline')}</h1>
      <Looked of={versions}>
        {({ timelines, proposed }) => (
          <>
            {proposed && <ProposalSection of={proposed} before={document} />}
            <h2>{say('timeline.versions')}</h2>
            <Versions of={timelines} />
            <h2>{say('timeline.change')}</h2>
            {!may(operator, 'publish-timeline') ? (
              <NeedsRole call="publish-timeline" />
            ) : document === undefined ? (
              <FirstVersion />
            ) : (
              <Editor key={readTimeline(document).version} document={document} />
            )}
          </>
        )}
      </Looked>
    </>
  );
}

function Versions({ of: timelines }: { of: readonly Version[] }): VNode {
  const language = useLanguage();
  const changes = (of: Version): readonly Words[] => {
    const before = timelines.find(({ version }) => version === of.version - 1);
    return before === undefined ? [] : differencesOf(readTimeline(before.document), readTimeline(of.document));
  };
  return (
    <Table
      caption="timeline.versions"
      rows={timelines}
      columns={[
        { label: 'timeline.version', value: ({ version }) => version, as: 'number' },
        { label: 'timeline.published', value: ({ publishedAt }) => publishedAt, show: ({ publishedAt }) => <When at={publishedAt} /> },
        { label: 'timeline.by', value: ({ by }) => by },
        { label: 'timeline.reason', value: ({ reason }) => reason },
        {
          label: 'timeline.changes',
          value: (of) => changes(of).map((line) => language.say(line)).join('; '),
          show: (of) => <Changes of={changes(of)} />,
        },
      ]}
      file="timeline"
      empty="timeline.none"
    />
  );
}

function Changes({ of }: { of: readonly Words[] }): VNode {
  const language = useLanguage();
  return (
    <ul class="plain-list">
      {of.map((line, index) => (
        <li key={index}>{language.say(line)}</li>
      ))}
    </ul>
  );
}

/** A version that one person has proposed, and another one publishes. */
function ProposalSection({ of, before }: { of: Schemas['ProposedVersion']; before: Document | undefined }): VNode {
  const say = useWords();
  const { act, now, operator } = useConsole();
  const [asked, setAsked] = useState(false);
  const timeline = readTimeline(of.document);
  const own = of.subject === operator.subject;
  const exactly = say('timeline.typed', { version: String(of.version) }).replaceAll(ISOLATES, '');
  const past = hasPast({ ...timeline, version: of.version - 1 }, datesOf(timeline), now());
  return (
    <section class="card" aria-labelledby="proposal">
      <h2 id="proposal">{say('timeline.waits', { version: of.version })}</h2>
      <p>
        {say('timeline.proposed-by', { by: of.by, reason: of.reason })} <When at={of.at} />
      </p>
      {before !== undefined && <Changes of={differencesOf(readTimeline(before), timeline)} />}
      <Hash of={of.hash} />
      {!may(operator, 'publish-timeline') ? (
        <NeedsRole call="publish-timeline" />
      ) : own ? (
        <p class="soft">{say('timeline.own')}</p>
      ) : (
        <div class="actions">
          <button type="button" class="first" onClick={() => setAsked(true)}>
            {say('timeline.publish')}
          </button>
        </div>
      )}
      {asked && (
        <FormDialog
          title={say('timeline.publish')}
          fields={[{ name: 'typed', label: say('timeline.type'), hint: exactly, exactly }]}
          send="timeline.publish"
          grave
          onClose={() => setAsked(false)}
          onSend={() =>
            act(
              'publish-timeline',
              { timeline: of.document, reason: of.reason, dryRun: false, ...(past ? { pastDatesAreMeant: true } : {}) },
              publishedOr,
            )
          }
        >
          <p>{say('timeline.publish.text')}</p>
        </FormDialog>
      )}
    </section>
  );
}

const ISOLATES = /[\u2068\u2069]/g;

/** What became of a version that was sent to be published. */
function publishedOr({ state, version }: Answer<'publish-timeline'>): Words {
  return text(state === 'PROPOSED' ? 'timeline.proposed' : 'timeline.done', { version });
}

type Document = Schemas['Version']['document'];

/** While nothing is announced: the document of the first version, which the editor then takes. */
function FirstVersion(): VNode {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const document = begun(typed);
  return (
    <>
      <p class="field">
        <label for="document">{say('timeline.first')}</label>
        <textarea
          id="document"
          rows={8}
          value={typed}
          spellcheck={false}
          aria-describedby="document-hint"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <span id="document-hint" class="small">
          {say(typed !== '' && document === undefined ? 'timeline.first.unreadable' : 'timeline.first.hint')}
        </span>
      </p>
      {document && <Editor key={typed} document={document} />}
    </>
  );
}

type Tried = { readonly of: string; readonly answer: Answer<'publish-timeline'> };

/** Dates to change, and regions to exempt. What was tried, and nothing else, can be published. */
function Editor({ document }: { document: Document }): VNode {
  const say = useWords();
  const { api, act, now } = useConsole();
  const report = useLook('progress', PERIOD, () => readLatestProgress(api));
  const timeline = readTimeline(document);
  const [dates, setDates] = useState<DatesOf>(datesOf(timeline));
  const [exempt, setExempt] = useState('');
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [tried, setTried] = useState<Tried>();
  const [pastDatesAreMeant, setMeant] = useState(false);
  const [asked, setAsked] = useState(false);
  const past = hasPast(timeline, dates, now());
  const change = {
    timeline: changed(document, dates, exempt),
    reason: reason.trim(),
    ...(past ? { pastDatesAreMeant } : {}),
  };
  const wanted = JSON.stringify(change);
  const isTried = tried?.of === wanted;

  const tryIt = async (): Promise<void> => {
    const outcome = await api.call('publish-timeline', { ...change, dryRun: true });
    setRefusal(outcome.kind === 'ok' ? undefined : outcome);
    setTried(outcome.kind === 'ok' ? { of: wanted, answer: outcome.value } : undefined);
  };
  const publish = async (confirmation: string | undefined): Promise<Refusal | undefined> => {
    const refused = await act(
      'publish-timeline',
      { ...change, dryRun: false, ...(confirmation === undefined ? {} : { confirmation }) },
      publishedOr,
    );
    if (refused === undefined) setTried(undefined);
    return refused;
  };
  const alone = tried?.answer.publishers !== 2;
  const typed = say('timeline.typed', { version: String(tried?.answer.version ?? '') }).replaceAll(ISOLATES, '');
  return (
    <>
      <form
        class="form card"
        onSubmit={(event) => {
          event.preventDefault();
          void tryIt();
        }}
      >
        {timeline.groups.map(({ id, regions }) => (
          <fieldset key={id}>
            <legend>
              {say('groups.name', { group: id })}: {regions?.join(' ') ?? say('groups.every-other')}
            </legend>
            <Concerned group={report.value?.groups.find(({ group }) => group === id)} />
            {dateNames.map((name, index) => (
              <DateField
                key={name}
                id={`${id}-${name}`}
                name={name}
                value={dates[id]?.[name] ?? ''}
                was={timeline.groups.find((group) => group.id === id)?.dates[name] ?? ''}
                previous={index === 0 ? undefined : { name: dateNames[index - 1]!, at: dates[id]?.[dateNames[index - 1]!] ?? '' }}
                onChange={(at) => setDates((before) => ({ ...before, [id]: { ...before[id]!, [name]: at } }))}
              />
            ))}
          </fieldset>
        ))}
        <p class="field">
          <label for="exempt">{say('timeline.exempt')}</label>
          <input
            id="exempt"
            value={exempt}
            spellcheck={false}
            aria-describedby="exempt-hint"
            onInput={(event) => setExempt(event.currentTarget.value)}
          />
          <span id="exempt-hint" class="small">
            {say('timeline.exempt.hint', { exempt: timeline.exempt.join(' ') || say('timeline.exempt.none') })}
          </span>
        </p>
        <p class="field">
          <label for="reason">{say('field.reason')}</label>
          <input id="reason" maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </p>
        {past && (
          <p class="check">
            <input
              id="past"
              type="checkbox"
              checked={pastDatesAreMeant}
              onChange={(event) => setMeant(event.currentTarget.checked)}
            />
            <label for="past">{say('timeline.past')}</label>
          </p>
        )}
        {refusal && <RefusalCard of={refusal} />}
        {tried && isTried && <Trial of={tried.answer} />}
        <div class="actions">
          <button type="submit" class={isTried ? 'second' : 'first'}>
            {say('timeline.try')}
          </button>
          {isTried && (
            <button type="button" class="grave" onClick={() => setAsked(true)}>
              {say(alone ? 'timeline.publish' : 'timeline.propose')}
            </button>
          )}
        </div>
      </form>
      {asked && tried && (
        <FormDialog
          title={say(alone ? 'timeline.publish' : 'timeline.propose')}
          fields={alone ? [{ name: 'typed', label: say('timeline.type'), hint: typed, exactly: typed }] : []}
          send={alone ? 'timeline.publish' : 'timeline.propose'}
          grave
          onClose={() => setAsked(false)}
          onSend={() => publish(alone ? typed : undefined)}
        >
          <p>{say(alone ? 'timeline.publish.text' : 'timeline.propose.text')}</p>
          <Changes of={differencesOf(timeline, readTimeline(change.timeline))} />
        </FormDialog>
      )}
    </>
  );
}

/** A day, and a time in UTC where it is an instant; how far from the date before, and from the one in force. */
function DateField({
  id,
  name,
  value,
  was,
  previous,
  onChange,
}: {
  id: string;
  name: DateName;
  value: string;
  was: string;
  previous: { readonly name: DateName; readonly at: string } | undefined;
  onChange: (date: string) => void;
}): VNode {
  const say = useWords();
  const parts = partsOf(value);
  const apart = previous === undefined ? Number.NaN : daysApart(previous.at, value);
  return (
    <div class="field">
      <label for={id}>{say(`date.${name}`)}</label>
      <div class="date">
        <input id={id} type="date" value={parts.day} onInput={(event) => onChange(dateOf({ ...parts, day: event.currentTarget.value }))} />
        <input
          type="time"
          value={parts.time}
          aria-label={say('timeline.time', { date: { text: text(`date.${name}`) } })}
          onInput={(event) => onChange(dateOf({ ...parts, time: event.currentTarget.value }))}
        />
      </div>
      <span class="small">
        {parts.time === '' && `${say('timeline.whole-day')} `}
        {previous !== undefined && !Number.isNaN(apart) && say('timeline.after', { days: apart, date: { text: text(`date.${previous.name}`) } })}
        {value !== was && (
          <strong class="changed">
            {' '}
            {say('timeline.was', { was: readable(was), days: daysApart(was, value) || 0 })}
          </strong>
        )}
      </span>
    </div>
  );
}

/** For how many users the dates of a group are, as the daily report has counted them. */
function Concerned({ group }: { group: GroupProgress | undefined }): VNode | null {
  const say = useWords();
  if (group === undefined) return null;
  return (
    <p class="small">
      {say('timeline.concerned', { users: group.users, left: group.left.users })} <When at={group.countedAt} />
    </p>
  );
}

/** What the change does, before it is made; and what speaks against it. */
function Trial({ of }: { of: Answer<'publish-timeline'> }): VNode {
  const say = useWords();
  return (
    <div role="status">
      <div class="outcome tone-good">
        <p>{say('timeline.tried', { version: of.version, count: of.changes.length })}</p>
        <ul>
          {of.changes.map((line) => (
            <li key={line}>{readable(line)}</li>
          ))}
        </ul>
      </div>
      {(of.warnings ?? []).map((line) => (
        <p key={line} class="warning">
          <Icon name="attention" /> {line}
        </p>
      ))}
    </div>
  );
}
