import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { seconds } from '../../../src/language/text';
import { may } from '../access';
import type { Refusal, Schemas } from '../api';
import { useConsole } from '../console';
import { readLatestProgress } from '../documents';
import { FormDialog } from '../form';
import { Link } from '../link';
import { useLook } from '../look';
import { Looked, NeedsRole } from '../looked';
import { failuresIn, parkedIn, type Progress, type Reason } from '../progress';
import { RefusalCard } from '../refusal';
import { type Column, Table } from '../table';
import { When } from '../when';
import { text, useCodes, useWords } from '../words';

type Queue = Schemas['Queue'];
type Letter = Schemas['DeadLetter'];

/** Milliseconds between two looks at the queues: CloudWatch asks for money for each age. */
const PERIOD = 60_000;
/** And at the report, which a deployment writes once a day. */
const REPORT_PERIOD = 300_000;

/** What waits and what failed: in the queues now, and of the users' transfers by the daily report. */
export function HealthPage(): VNode {
  const say = useWords();
  const { api, operator, act } = useConsole();
  const [back, setBack] = useState<Queue>();
  const [letters, setLetters] = useState<Schemas['DeadLetters']>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [gone, setGone] = useState<Letter>();
  const look = useLook('queues', PERIOD, () => api.call('list-queues', {}));
  const sends = may(operator, 'redrive-queue');
  const showLetters = async (queue: string): Promise<void> => {
    const outcome = await api.call('redrive-queue', { queue, show: true });
    setRefusal(outcome.kind === 'ok' ? undefined : outcome);
    setLetters(outcome.kind === 'ok' && 'messages' in outcome.value ? outcome.value : undefined);
  };
  const columns: readonly Column<Queue>[] = [
    { label: 'health.queue', value: ({ queue }) => queue },
    { label: 'health.waiting', as: 'number', value: ({ messages }) => messages && messages.waiting + messages.delayed },
    { label: 'health.in-flight', as: 'number', value: ({ messages }) => messages?.inFlight },
    age('health.oldest', ({ messages }) => messages),
    { label: 'health.dead', as: 'number', value: ({ deadLetters }) => deadLetters.waiting },
    age('health.dead-oldest', ({ deadLetters }) => deadLetters),
    ...(sends
      ? [
          {
            label: 'refunds.act',
            value: () => undefined,
            show: (queue: Queue) =>
              queue.deadLetters.waiting > 0 && (
                <>
                  {queue.messages !== undefined && (
                    <button type="button" class="second" onClick={() => setBack(queue)}>
                      {say('health.redrive')}
                      <span class="unseen"> {queue.queue}</span>
                    </button>
                  )}{' '}
                  <button type="button" class="second" onClick={() => void showLetters(queue.queue)}>
                    {say('health.show')}
                    <span class="unseen"> {queue.queue}</span>
                  </button>
                </>
              ),
          } as const,
        ]
      : []),
  ];
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.health')}</h1>
      <p class="lead">
        {say('health.lead')} <Link to="/jobs">{say('nav.jobs')}</Link>
      </p>
      <h2>{say('health.queues')}</h2>
      <Looked of={look}>
        {({ at, queues }) => (
          <>
            <p>
              {say('health.at')} <When at={at} />
            </p>
            <Table caption="health.queues" rows={queues} columns={columns} file="queues" empty="health.no-queues" />
          </>
        )}
      </Looked>
      {!sends && <NeedsRole call="redrive-queue" />}
      {refusal && <RefusalCard of={refusal} />}
      {letters && <LettersSection of={letters} onRemove={setGone} />}
      <TransfersSection />
      {back && (
        <FormDialog
          title={say('health.redrive.title', { queue: back.queue })}
          fields={[{ name: 'reason', label: say('field.reason') }]}
          send="health.redrive"
          onClose={() => setBack(undefined)}
          onSend={({ reason = '' }) =>
            act('redrive-queue', { queue: back.queue, reason }, () => text('health.redriven', { queue: back.queue }))
          }
        >
          <p>{say('health.redrive.text', { count: back.deadLetters.waiting })}</p>
        </FormDialog>
      )}
      {letters && gone && (
        <FormDialog
          title={say('health.remove.title', { message: gone.messageId })}
          fields={[{ name: 'reason', label: say('field.reason') }]}
          send="health.remove"
          grave
          onClose={() => setGone(undefined)}
          onSend={async ({ reason = '' }) => {
            const refused = await act('redrive-queue', { queue: letters.queue, remove: gone.messageId, reason }, () =>
              text('health.removed', { message: gone.messageId }),
            );
            if (refused === undefined) await showLetters(letters.queue);
            return refused;
          }}
        >
          <p>{say('health.remove.text')}</p>
        </FormDialog>
      )}
    </>
  );
}

/** Some of what failed in a queue, to be removed one by one. */
function LettersSection({ of, onRemove }: { of: Schemas['DeadLetters']; onRemove: (letter: Letter) => void }): VNode {
  const say = useWords();
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{say('health.redrive.title', { queue: of.queue })}</h2>
      <p>{say('health.letters.text')}</p>
      <Table
        caption="health.letters"
        rows={of.messages}
        columns={[
          { label: 'health.message', value: ({ messageId }) => messageId },
          { label: 'health.sent', value: ({ sentAt }) => sentAt, show: ({ sentAt }) => <When at={sentAt} /> },
          { label: 'health.received', as: 'number', value: ({ received }) => received },
          { label: 'health.body', value: ({ body }) => body },
          { label: 'health.unreadable', value: ({ unreadable }) => unreadable },
          {
            label: 'refunds.act',
            value: () => undefined,
            show: (letter) => (
              <button type="button" class="second" onClick={() => onRemove(letter)}>
                {say('health.remove')}
                <span class="unseen"> {letter.messageId}</span>
              </button>
            ),
          },
        ]}
        file="dead-letters"
        empty="health.no-letters"
      />
    </section>
  );
}

/** How old the oldest message is; a file has seconds. */
function age(label: 'health.oldest' | 'health.dead-oldest', of: (queue: Queue) => Queue['messages']): Column<Queue> {
  return { label, as: 'number', value: (queue) => of(queue)?.oldestSeconds, show: (queue) => <Age of={of(queue)} /> };
}

function Age({ of }: { of: Queue['messages'] }): VNode | null {
  const say = useWords();
  if (of === undefined || of.waiting === 0) return null;
  return <>{of.oldestSeconds === undefined ? say('health.age-unknown') : say('health.age', { age: seconds(of.oldestSeconds) })}</>;
}

/** Why transfers are parked, and why items could not be moved, as the daily report counted them. */
function TransfersSection(): VNode {
  const say = useWords();
  const { api } = useConsole();
  const report = useLook('progress', REPORT_PERIOD, () => readLatestProgress(api));
  return (
    <section aria-labelledby="transfers">
      <h2 id="transfers">{say('health.transfers')}</h2>
      <Looked of={report} none="progress.none">
        {(progress) => <Reasons of={progress} />}
      </Looked>
    </section>
  );
}

function Reasons({ of }: { of: Progress }): VNode {
  const say = useWords();
  const code = useCodes();
  return (
    <>
      <p>
        {say('progress.at')} <When at={of.at} />
      </p>
      <h3>{say('health.parked')}</h3>
      <Table
        caption="health.parked"
        rows={parkedIn(of)}
        columns={reasons('health.users', (reason) => code(`parked.${reason}`))}
        file="parked"
        empty="health.nobody-parked"
      />
      <h3>{say('health.failed')}</h3>
      <Table
        caption="health.failed"
        rows={failuresIn(of)}
        columns={reasons('health.items', (reason) => code(`failed.${reason}`))}
        file="failed"
        empty="health.nothing-failed"
      />
    </>
  );
}

function reasons(counted: 'health.users' | 'health.items', words: (reason: string) => string): readonly Column<Reason>[] {
  return [
    { label: 'groups.group', value: ({ group }) => group },
    { label: 'refunds.reason', value: ({ reason }) => words(reason) },
    { label: counted, as: 'number', value: ({ count }) => count },
  ];
}
