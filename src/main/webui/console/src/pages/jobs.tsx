import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import english from '../../messages/en.json';
import { may } from '../access';
import type { Api, Outcome, Schemas } from '../api';
import { useConsole } from '../console';
import { FormDialog } from '../form';
import { useLook } from '../look';
import { Looked, NeedsRole } from '../looked';
import { useQuery } from '../query';
import { type Column, Table } from '../table';
import { When } from '../when';
import { type Key, text, useWords } from '../words';

type Job = Schemas['Job'];
type SetAside = Job['setAside'][number] & { readonly job: string };
type Deed = 'jobs.pause' | 'jobs.resume' | 'jobs.retry';
type Steering = { readonly job: Job; readonly how: { readonly pause: boolean } | { readonly retry: true } };

const PERIOD = 15_000;

/** The jobs of a group: how far they are, who is set aside and why, and what can be done about it. */
export function JobsPage(): VNode {
  const say = useWords();
  const { groups } = useConsole();
  const [query, setQuery] = useQuery();
  const group = query('group') || groups.value?.timeline.groups[0]?.id;
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.jobs')}</h1>
      {group === undefined ? (
        groups.refusal === undefined && <p role="status">{say('page.loading')}</p>
      ) : (
        <>
          <p class="filters">
            <label>
              {say('groups.group')}{' '}
              <select value={group} onChange={(event) => setQuery('group', event.currentTarget.value)}>
                {groups.value?.timeline.groups.map(({ id }) => (
                  <option key={id} value={id}>
                    {say('groups.name', { group: id })}
                  </option>
                ))}
              </select>
            </label>
          </p>
          <JobsOf key={group} group={group} />
        </>
      )}
    </>
  );
}

function JobsOf({ group }: { group: string }): VNode {
  const say = useWords();
  const { api, operator } = useConsole();
  const steers = may(operator, 'steer-job', 'pause');
  const [steering, setSteering] = useState<Steering>();
  const look = useLook(group, PERIOD, () => lookAtJobs(api, group));
  const columns: readonly Column<Job>[] = [
    { label: 'jobs.job', value: ({ job }) => job, show: ({ job }) => <JobName of={job} /> },
    { label: 'jobs.state', value: ({ state }) => say(`jobs.${state}` as Key) },
    { label: 'jobs.begun', value: ({ begunAt }) => begunAt, show: ({ begunAt }) => <When at={begunAt} /> },
    { label: 'jobs.done', as: 'number', value: ({ done, chunks }) => say('progress.of', { left: done, all: chunks }) },
    { label: 'jobs.running', as: 'number', value: ({ running }) => running },
    { label: 'jobs.late', as: 'number', value: ({ chunksLate }) => chunksLate },
    { label: 'jobs.set-aside', as: 'number', value: ({ usersSetAside }) => usersSetAside },
    ...(steers
      ? [{ label: 'refunds.act', value: () => undefined, show: (job: Job) => <Steer of={job} onSteer={setSteering} /> } as const]
      : []),
  ];
  return (
    <>
      <Looked of={look}>
        {(jobs) => (
          <>
            <Table caption="jobs.caption" rows={jobs} columns={columns} file={`jobs-${group}`} empty="jobs.none" />
            {!steers && <NeedsRole call="steer-job" field="pause" />}
            <h2>{say('jobs.set-aside')}</h2>
            <Table
              caption="jobs.set-aside"
              rows={setAsideIn(jobs)}
              columns={[
                { label: 'jobs.job', value: ({ job }) => job, show: ({ job }) => <JobName of={job} /> },
                { label: 'jobs.name', value: ({ name }) => name },
                { label: 'jobs.why', value: ({ why }) => why },
              ]}
              file={`set-aside-${group}`}
              empty="jobs.nobody"
            />
          </>
        )}
      </Looked>
      {steering && <SteerDialog of={steering} onClose={() => setSteering(undefined)} />}
    </>
  );
}

function JobName({ of }: { of: string }): VNode {
  const say = useWords();
  const key = jobKey(of);
  return (
    <>
      {key && <>{say(key)} </>}
      <span class="soft">{of}</span>
    </>
  );
}

function setAsideIn(jobs: readonly Job[]): readonly SetAside[] {
  return jobs.flatMap(({ job, setAside }) => setAside.map((user) => ({ job, ...user })));
}

/** Which of the jobs have begun, and how far they are. */
export async function lookAtJobs(api: Pick<Api, 'call'>, group: string): Promise<Outcome<readonly Job[]>> {
  const jobs = await api.call('steer-job', { group });
  return jobs.kind === 'ok' ? { kind: 'ok', value: 'jobs' in jobs.value ? jobs.value.jobs : [jobs.value] } : jobs;
}

/** What a job does, in words; nothing of one that is newer than the console. */
export function jobKey(job: string): Key | undefined {
  const key = `job.${job.split('-')[0]}`;
  return key in english ? (key as Key) : undefined;
}

function Steer({ of, onSteer }: { of: Job; onSteer: (steering: Steering) => void }): VNode {
  const paused = of.state === 'PAUSED';
  return (
    <div class="deeds">
      {of.state !== 'ENDED' && (
        <SteerButton label={paused ? 'jobs.resume' : 'jobs.pause'} of={of} onPress={() => onSteer({ job: of, how: { pause: !paused } })} />
      )}
      {of.usersSetAside > 0 && <SteerButton label="jobs.retry" of={of} onPress={() => onSteer({ job: of, how: { retry: true } })} />}
    </div>
  );
}

function SteerButton({ label, of, onPress }: { label: Deed; of: Job; onPress: () => void }): VNode {
  const say = useWords();
  return (
    <button type="button" class="second" onClick={onPress}>
      {say(label)}
      <span class="unseen"> {of.job}</span>
    </button>
  );
}

function SteerDialog({ of: { job, how }, onClose }: { of: Steering; onClose: () => void }): VNode {
  const say = useWords();
  const { act } = useConsole();
  const label: Deed = 'retry' in how ? 'jobs.retry' : how.pause ? 'jobs.pause' : 'jobs.resume';
  return (
    <FormDialog
      title={say('jobs.steer', { job: job.job })}
      fields={[{ name: 'reason', label: say('field.reason') }]}
      send={label}
      onClose={onClose}
      onSend={({ reason = '' }) => act('steer-job', { job: job.job, reason, ...how }, () => text(`${label}.done`, { job: job.job }))}
    >
      <p>{say(`${label}.text`)}</p>
    </FormDialog>
  );
}
