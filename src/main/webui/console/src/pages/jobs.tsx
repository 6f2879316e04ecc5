import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { may } from '../access';
import type { Api, Outcome, Schemas } from '../api';
import { useConsole } from '../console';
import { FormDialog } from '../form';
import { useLook } from '../look';
import { Looked, NeedsRole } from '../looked';
import { type Column, Table } from '../table';
import { When } from '../when';
import { text, useWords } from '../words';

type Job = Schemas['Job'];
type SetAside = Job['setAside'][number] & { readonly job: string };
type Deed = 'jobs.pause' | 'jobs.resume' | 'jobs.retry';
type Steering = { readonly job: Job; readonly how: { readonly pause: boolean } | { readonly retry: true } };

const PERIOD = 15_000;

/** What goes through all users of a group, in the order in which it comes. */
export const names = [
  'memberships',
  'announcements',
  'notices',
  'counting',
  'reminders',
  'closing',
  'refunds',
  'plan',
  'folders',
  'leavers',
  'canary',
  'deletion',
  'verification',
  'leftovers',
] as const;

/** The jobs of a group: how far they are, who is set aside and why, and what can be done about it. */
export function JobsPage(): VNode {
  const say = useWords();
  const { groups } = useConsole();
  const [chosen, setChosen] = useState<string>();
  const group = chosen ?? groups.value?.timeline.groups[0]?.id;
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
              <select value={group} onChange={(event) => setChosen(event.currentTarget.value)}>
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
    { label: 'jobs.job', value: ({ job }) => job },
    { label: 'jobs.state', value: ({ state }) => state.toLowerCase() },
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
                { label: 'jobs.job', value: ({ job }) => job },
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

function setAsideIn(jobs: readonly Job[]): readonly SetAside[] {
  return jobs.flatMap(({ job, setAside }) => setAside.map((user) => ({ job, ...user })));
}

/** Which of the jobs have begun, and how far they are. */
async function lookAtJobs(api: Api, group: string): Promise<Outcome<readonly Job[]>> {
  const looks = await Promise.all(names.map((name) => api.call('steer-job', { job: `${name}-${group}` })));
  const failed = looks.find((look) => look.kind !== 'ok' && !(look.kind === 'problem' && look.code === 'unknown-job'));
  if (failed !== undefined && failed.kind !== 'ok') return failed;
  return { kind: 'ok', value: looks.flatMap((look) => (look.kind === 'ok' ? [look.value] : [])) };
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
