import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { may } from '../access';
import type { Answer, Refusal, Schemas } from '../api';
import { useConsole } from '../console';
import { readLatestProgress } from '../documents';
import { useLook } from '../look';
import { Looked, NeedsRole } from '../looked';
import type { GroupProgress } from '../progress';
import { RefusalCard } from '../refusal';
import { Table } from '../table';
import { begun, changed, dateNames, type DatesOf, datesOf, hasPast, readTimeline } from '../timeline';
import { When } from '../when';
import { text, useWords } from '../words';

const PERIOD = 60_000;

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
        {({ timelines }) => (
          <>
            <h2>{say('timeline.versions')}</h2>
            <Table
              caption="timeline.versions"
              rows={timelines}
              columns={[
                { label: 'timeline.version', value: ({ version }) => version, as: 'number' },
                {
                  label: 'timeline.published',
                  value: ({ publishedAt }) => publishedAt,
                  show: ({ publishedAt }) => <When at={publishedAt} />,
                },
                { label: 'timeline.by', value: ({ by }) => by },
                { label: 'timeline.reason', value: ({ reason }) => reason },
              ]}
              file="timeline"
              empty="timeline.none"
            />
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
  const past = hasPast(timeline, dates, now());
  const change = {
    timeline: changed(document, dates, exempt),
    reason: reason.trim(),
    ...(past ? { pastDatesAreMeant } : {}),
  };
  const asked = JSON.stringify(change);
  const isTried = tried?.of === asked;

  const tryIt = async (): Promise<void> => {
    const outcome = await api.call('publish-timeline', { ...change, dryRun: true });
    setRefusal(outcome.kind === 'ok' ? undefined : outcome);
    setTried(outcome.kind === 'ok' ? { of: asked, answer: outcome.value } : undefined);
  };
  const publish = async (): Promise<void> => {
    setTried(undefined);
    setRefusal(await act('publish-timeline', { ...change, dryRun: false }, () => text('timeline.done')));
  };
  return (
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
          {dateNames.map((name) => (
            <p class="field" key={name}>
              <label for={`${id}-${name}`}>{say(`date.${name}`)}</label>
              <input
                id={`${id}-${name}`}
                value={dates[id]?.[name] ?? ''}
                spellcheck={false}
                onInput={(event) => {
                  const at = event.currentTarget.value.trim();
                  setDates((before) => ({ ...before, [id]: { ...before[id]!, [name]: at } }));
                }}
              />
            </p>
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
        <input id="reason" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
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
          <button type="button" class="grave" onClick={() => void publish()}>
            {say('timeline.publish')}
          </button>
        )}
      </div>
    </form>
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

/** What the change does, before it is made. */
function Trial({ of }: { of: Answer<'publish-timeline'> }): VNode {
  const say = useWords();
  return (
    <div class="outcome tone-good" role="status">
      <p>{say('timeline.tried', { version: of.version, count: of.changes.length })}</p>
      <ul>
        {[...of.changes, ...(of.warnings ?? [])].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
