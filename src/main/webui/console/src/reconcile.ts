import type { Api, Body, Outcome, Schemas } from './api';
import { batches } from './stripe-export';

export type Difference = Schemas['Difference'];
type Charge = Body<'reconcile-refunds'>['charges'][number];

/** States in which the ledger says that a fee went back, or is about to: Stripe must have a refund of them. */
const BACK = ['PENDING', 'SUCCEEDED'] as const;
const PAGE = 1_000;

/** How far a comparison is, in charges. */
export type Progress = (compared: number) => void;

/**
 * Compares an export with the ledger: each of its charges, and then each charge that went back by the ledger and is
 * not in the export. The function has the rules; here the charges are brought to it, a part at a time.
 */
export async function reconcile(
  api: Api,
  exported: ReadonlyMap<string, readonly Charge['refunds'][number][]>,
  progress: Progress,
): Promise<Outcome<readonly Difference[]>> {
  const found: Difference[] = [];
  let compared = 0;
  const compare = async (charges: Iterable<Charge>): Promise<Outcome<undefined>> => {
    for (const batch of batches(charges)) {
      const outcome = await api.call('reconcile-refunds', { charges: [...batch] });
      if (outcome.kind !== 'ok') return outcome;
      found.push(...outcome.value.findings);
      progress((compared += batch.length));
    }
    return { kind: 'ok', value: undefined };
  };
  const there = await compare([...exported].map(([charge, refunds]) => ({ charge, refunds: [...refunds] })));
  if (there.kind !== 'ok') return there;
  for (const state of BACK) {
    let after: string | undefined;
    do {
      const page: Outcome<Schemas['Refunds']> = await api.call('list-refunds', {
        state,
        allGroups: true,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      if (page.kind !== 'ok') return page;
      const missing = (page.value.refunds ?? []).filter(
        ({ chargeId, paidThrough }) => paidThrough === 'stripe' && !exported.has(chargeId),
      );
      const outcome = await compare(missing.map(({ chargeId }) => ({ charge: chargeId, refunds: [] })));
      if (outcome.kind !== 'ok') return outcome;
      after = page.value.next;
    } while (after !== undefined);
  }
  return { kind: 'ok', value: found };
}
