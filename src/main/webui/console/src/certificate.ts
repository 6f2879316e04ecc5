import type { Reach } from './progress';
import { type Key, text, type Words } from './words';

const figures = ['accounts', 'versions', 'markers', 'uploads', 'bytes', 'shared', 'rows', 'appeared'] as const;
const times = ['close', 'drained', 'planned', 'pausedUntil', 'firstDeleted', 'lastDeleted', 'certified'] as const;

type Counts = Readonly<Partial<Record<(typeof figures)[number], number>>>;

/** A certificate, as docs/certificates.md has it. */
export interface Certificate {
  readonly number: number;
  readonly group: string;
  readonly regions: readonly string[] | string;
  readonly planId: string;
  readonly manifestHash: string;
  readonly deleted: Counts;
  readonly reach: Reach;
  readonly held: Counts;
  readonly foreign?: Counts;
  readonly forOthers?: Counts;
  readonly receipts?: number;
  readonly remaining: number;
  readonly accountsAlone?: { readonly unnamed?: number };
  readonly times: Readonly<Partial<Record<(typeof times)[number], string>>>;
  readonly plannedBy: string;
  readonly plannedBySubject?: string;
  readonly approvals: readonly { readonly by: string; readonly bySubject?: string; readonly at: string }[];
  readonly certifiedBy: string;
  readonly certifiedBySubject?: string;
  readonly plans: readonly ({ readonly planId: string; readonly manifestHash?: string } & Counts)[];
  readonly killSwitch?: { readonly stopped: boolean; readonly at: string };
  readonly previous?: { readonly key: string; readonly sha256: string };
  readonly sha256: string;
}

export function readCertificate(document: string): Certificate {
  return JSON.parse(document) as Certificate;
}

/** The plan of a certificate whose manifest has this hash, if there is one. */
export function planOfHash({ planId, manifestHash, plans }: Certificate, hash: string): string | undefined {
  return [{ planId, manifestHash }, ...plans].find((plan) => plan.manifestHash === hash)?.planId;
}

/** What it claims: the verdict first. */
export function claims({ remaining, held, foreign, forOthers, accountsAlone }: Certificate): readonly Words[] {
  const left = { remaining, held: held.accounts ?? 0 };
  const kept = [
    ...(foreign === undefined
      ? []
      : [text('certificate.foreign', { accounts: foreign.accounts ?? 0, versions: foreign.versions ?? 0 })]),
    ...(forOthers === undefined ? [] : [text('certificate.for-others', { versions: forOthers.versions ?? 0 })]),
  ];
  return accountsAlone === undefined
    ? [text('certificate.nothing-left', left), text('certificate.means'), ...kept]
    : [text('certificate.no-account-left', left), text('certificate.means'), ...kept, besides(accountsAlone.unnamed)];
}

function besides(unnamed: number | undefined): Words {
  return unnamed === undefined ? text('certificate.unnamed-unknown') : text('certificate.unnamed', { unnamed });
}

export interface Counted {
  readonly label: Key;
  readonly deleted: number | undefined;
  readonly held: number | undefined;
}

/** What was deleted, and what is kept under hold. */
export function counted({ deleted, held, receipts }: Certificate): readonly Counted[] {
  return [
    ...figures
      .filter((name) => name !== 'shared' || deleted.shared !== undefined)
      .map((name) => ({ label: `certificate.count.${name}` as const, deleted: deleted[name], held: held[name] })),
    { label: 'certificate.count.receipts', deleted: receipts, held: undefined },
  ];
}

/** When what came about, in its order. */
export function moments({ times: all }: Certificate): readonly (readonly [Key, string])[] {
  return times.flatMap((name) => (all[name] === undefined ? [] : [[`certificate.time.${name}`, all[name]] as const]));
}
