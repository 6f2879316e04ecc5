import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../src/parts/icon';
import type { Refusal, Schemas } from '../api';
import { useConsole } from '../console';
import { LATEST_READINESS, listRuns, readDocument } from '../documents';
import { useLook } from '../look';
import { RefusalCard } from '../refusal';
import { type Column, Table } from '../table';
import { When } from '../when';
import { useWords } from '../words';

type Readiness = Schemas['Readiness'];
type Check = Readiness['checks'][number];

const PERIOD = 60_000;
const marks = { pass: 'good', warn: 'attention', fail: 'attention' } as const;
const order = ['fail', 'warn', 'pass'];

/** Whether the deployment is ready for its openings: the latest run of the checks, and another one. */
export function ReadinessPage(): VNode {
  const say = useWords();
  const { api } = useConsole();
  const [shown, setShown] = useState(LATEST_READINESS);
  const runs = useLook('runs', PERIOD, () => listRuns(api));
  const latest = useLook(shown, PERIOD, () => readDocument(api, shown));
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const run = latest.value === undefined ? undefined : (JSON.parse(latest.value) as Readiness);
  const check = async (): Promise<void> => {
    setBusy(true);
    const outcome = await api.call('check-readiness', {});
    setBusy(false);
    setRefusal(outcome.kind === 'ok' ? undefined : outcome);
    setShown(LATEST_READINESS);
    await Promise.all([latest.again(), runs.again()]);
  };
  const columns: readonly Column<Check>[] = [
    {
      label: 'readiness.result',
      value: ({ result }) => result,
      show: ({ result }) => (
        <span class={`result ${result}`}>
          <Icon name={marks[result]} /> {say(`readiness.${result}`)}
        </span>
      ),
    },
    { label: 'readiness.check', value: ({ name }) => name },
    { label: 'readiness.found', value: ({ found }) => found },
    { label: 'readiness.remedy', value: ({ remedy }) => remedy },
  ];
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.readiness')}</h1>
      {(refusal ?? latest.refusal) && <RefusalCard of={(refusal ?? latest.refusal)!} />}
      <div class="actions">
        <button type="button" class="first" aria-disabled={busy ? 'true' : undefined} onClick={() => busy || void check()}>
          {say(busy ? 'readiness.busy' : 'readiness.run')}
        </button>
      </div>
      {(runs.value ?? []).length > 0 && (
        <p class="filters">
          <label>
            {say('readiness.history')}{' '}
            <select value={shown} onChange={(event) => setShown(event.currentTarget.value)}>
              <option value={LATEST_READINESS}>{say('readiness.latest')}</option>
              {runs.value?.map((key) => (
                <option key={key} value={key}>
                  {key.replace(/^.*\/|\.json$/g, '')}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {run === undefined ? (
        <p class="soft">{say(latest.at === 0 ? 'page.loading' : 'readiness.none')}</p>
      ) : (
        <>
          <p>
            {say('readiness.at')} <When at={run.at} />
          </p>
          <Table
            caption="readiness.caption"
            rows={run.checks.toSorted((one, other) => order.indexOf(one.result) - order.indexOf(other.result))}
            columns={columns}
            file="readiness"
            empty="readiness.none"
          />
        </>
      )}
    </>
  );
}
