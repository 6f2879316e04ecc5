import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useLanguage } from '../../../src/language/language';
import { Icon } from '../../../src/parts/icon';
import type { Refusal, Schemas } from '../api';
import { useConsole } from '../console';
import { LATEST_READINESS, listRuns, readDocument } from '../documents';
import { Limits } from '../limits';
import { useLook } from '../look';
import { RefusalCard } from '../refusal';
import { type Column, Table } from '../table';
import { When } from '../when';
import { readable, useWords } from '../words';

type Readiness = Schemas['Readiness'];
type Check = Readiness['checks'][number];
type Recorded = Schemas['Documents']['outcomes'][number];

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
      show: ({ result }) => <Result of={result} />,
    },
    { label: 'readiness.check', value: ({ name }) => name },
    { label: 'readiness.found', value: ({ found }) => readable(found) },
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
      {(runs.value?.keys ?? []).length > 0 && (
        <p class="filters">
          <label>
            {say('readiness.history')}{' '}
            <select value={shown} onChange={(event) => setShown(event.currentTarget.value)}>
              <option value={LATEST_READINESS}>{say('readiness.latest')}</option>
              {runs.value?.keys.map((key) => (
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
      {runs.value && <Outcomes of={runs.value.outcomes} />}
      <Limits />
    </>
  );
}

/** What came of imports and rehearsals, as people recorded it. */
function Outcomes({ of }: { of: readonly Recorded[] }): VNode {
  const say = useWords();
  const { format } = useLanguage();
  const figures = ({ figures: all }: Recorded): string[] => Object.entries(all).map(([what, count]) => `${what} ${format.number(count)}`);
  const columns: readonly Column<Recorded>[] = [
    { label: 'readiness.result', value: ({ outcome }) => outcome, show: ({ outcome }) => <Result of={outcome} /> },
    { label: 'outcomes.kind', value: ({ kind }) => kind, show: ({ kind }) => say(`outcomes.${kind}`) },
    { label: 'outcomes.at', value: ({ at }) => at, show: ({ at }) => <When at={at} /> },
    { label: 'readiness.found', value: ({ found }) => found.join(' '), show: ({ found }) => <Lines of={found} /> },
    { label: 'outcomes.figures', value: (of) => figures(of).join('; '), show: (of) => <Lines of={figures(of)} /> },
  ];
  return (
    <>
      <h2>{say('outcomes.title')}</h2>
      <Table caption="outcomes.title" rows={of} columns={columns} file="outcomes" empty="outcomes.none" />
    </>
  );
}

function Lines({ of }: { of: readonly string[] }): VNode {
  return (
    <>
      {of.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </>
  );
}

function Result({ of }: { of: Check['result'] }): VNode {
  const say = useWords();
  return (
    <span class={`result ${of}`}>
      <Icon name={marks[of]} /> {say(`readiness.${of}`)}
    </span>
  );
}
