import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useLanguage } from '../../../src/language/language';
import type { Refusal } from '../api';
import { useConsole } from '../console';
import { type Difference, reconcile } from '../reconcile';
import { RefusalCard } from '../refusal';
import { NoExport, readExport } from '../stripe-export';
import { Table } from '../table';
import { text, useWords, type Words } from '../words';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'unreadable'; readonly why: Words }
  | { readonly kind: 'comparing'; readonly compared: number; readonly all: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'compared'; readonly found: readonly Difference[] };

/** Compares the ledger with the refunds that Stripe exported. */
export function Reconciliation(): VNode {
  const say = useWords();
  const language = useLanguage();
  const { api } = useConsole();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const compare = async (file: File): Promise<void> => {
    try {
      const exported = readExport(await file.text());
      const comparing = (compared: number): void => setState({ kind: 'comparing', compared, all: exported.size });
      comparing(0);
      const outcome = await reconcile(api, exported, comparing);
      setState(outcome.kind === 'ok' ? { kind: 'compared', found: outcome.value } : { kind: 'refused', refusal: outcome });
    } catch (failure) {
      if (!(failure instanceof NoExport)) throw failure;
      setState({ kind: 'unreadable', why: whyOf(failure) });
    }
  };
  return (
    <section aria-labelledby="reconcile" class="card">
      <h2 id="reconcile">{say('reconcile.title')}</h2>
      <p>{say('reconcile.lead')}</p>
      <p class="field">
        <label for="export">{say('reconcile.file')}</label>
        <input
          id="export"
          type="file"
          accept=".csv,text/csv"
          disabled={state.kind === 'comparing'}
          onChange={({ currentTarget: { files } }) => files?.[0] && void compare(files[0])}
        />
      </p>
      {state.kind === 'unreadable' && (
        <p class="warning" role="alert">
          {language.say(state.why)}
        </p>
      )}
      {state.kind === 'comparing' && (
        <>
          <progress value={Math.min(state.compared, state.all)} max={Math.max(1, state.all)} aria-label={say('reconcile.title')} />
          <p role="status">{say('reconcile.far', { compared: state.compared, all: state.all })}</p>
        </>
      )}
      {state.kind === 'refused' && <RefusalCard of={state.refusal} />}
      {state.kind === 'compared' && (
        <>
          <p role="status">{say('reconcile.done', { count: state.found.filter(({ differs }) => differs).length })}</p>
          <Table
            caption="reconcile.caption"
            rows={state.found}
            columns={[
              { label: 'differences.kind', value: ({ kind }) => kind },
              { label: 'refunds.charge', value: ({ charge }) => charge },
              { label: 'differences.words', value: ({ line }) => line },
            ]}
            file="reconciliation"
            empty="differences.none"
          />
        </>
      )}
    </section>
  );
}

function whyOf({ what }: NoExport): Words {
  if (what === 'twice') return text('reconcile.twice');
  return 'column' in what ? text('reconcile.no-column', { column: what.column }) : text('reconcile.no-line', { line: what.line });
}
