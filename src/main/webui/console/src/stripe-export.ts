import type { Body } from './api';

type Charge = Body<'reconcile-refunds'>['charges'][number];
type Exported = Charge['refunds'][number];

/** The columns that are read, each with its spellings; the command line reads the same. */
const columns = {
  id: ['id', 'refundid'],
  charge: ['charge', 'chargeid'],
  amount: ['amount'],
  currency: ['currency'],
  status: ['status'],
  created: ['created', 'createdutc', 'createddateutc'],
} as const;
type Column = keyof typeof columns;

/** What is wrong with a file: a column of which there is not exactly one, or a line that is too short. */
export class NoExport extends Error {
  constructor(readonly what: { readonly column: string } | { readonly line: number } | 'twice') {
    super('no export');
  }
}

/** The refunds that Stripe's dashboard exported as CSV, by charge. Nothing else of the file leaves the browser. */
export function readExport(file: string): ReadonlyMap<string, readonly Exported[]> {
  const [head = [], ...lines] = rowsOf(file.replace(/^\uFEFF/, ''));
  const names = head.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const places = Object.entries(columns).map(([column, spellings]) => {
    const found = names.flatMap((name, place) => ((spellings as readonly string[]).includes(name) ? [place] : []));
    if (found.length !== 1) throw new NoExport({ column });
    return [column as Column, found[0]!] as const;
  });
  const charges = new Map<string, Exported[]>();
  const ids = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const cells = Object.fromEntries(places.map(([column, place]) => [column, line[place]?.trim()])) as Record<Column, string | undefined>;
    const { charge, ...refund } = cells;
    if (Object.values(cells).some((cell) => cell === undefined)) throw new NoExport({ line: index + 2 });
    if (ids.has(refund.id!)) throw new NoExport('twice');
    ids.add(refund.id!);
    charges.set(charge!, [...(charges.get(charge!) ?? []), refund as Exported]);
  }
  return charges;
}

/** The rows of comma-separated values (RFC 4180) that are not empty. */
function rowsOf(file: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of file.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1 || (row[0] ?? '') !== '');
}

/** So many characters of JSON may be in a call, and so many charges. */
const ROOM = 14_000;
const MOST = 100;

/** Parts that each fit into a call; no charge is split. */
export function* batches(charges: Iterable<Charge>): Generator<readonly Charge[]> {
  let batch: Charge[] = [];
  let size = 0;
  for (const charge of charges) {
    const length = JSON.stringify(charge).length + 1;
    if (batch.length === MOST || (batch.length > 0 && size + length > ROOM)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(charge);
    size += length;
  }
  if (batch.length > 0) yield batch;
}
