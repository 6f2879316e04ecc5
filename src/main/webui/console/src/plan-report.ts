/** The report of a plan, as it is written for people. */
interface PlanReport {
  readonly figures: ReadonlyMap<string, number>;
  /** By kind, those whom it names: the first of them. */
  readonly named: ReadonlyMap<string, readonly string[]>;
}

export interface Compared {
  readonly what: string;
  readonly before: number;
  readonly now: number;
}

/** Somebody whom one report names, and the other does not. */
export interface Moved {
  readonly what: string;
  readonly who: string;
  readonly came: boolean;
}

/** How a plan differs from the one before it, as their reports tell. */
export interface PlanDifferences {
  readonly figures: readonly Compared[];
  readonly moved: readonly Moved[];
  /** True where a report names only the first of a kind. */
  readonly more: boolean;
}

export function planDifferences(before: string, now: string): PlanDifferences {
  const [old, latest] = [read(before), read(now)];
  const kinds = [...new Set([...latest.named.keys(), ...old.named.keys()])];
  return {
    figures: [...latest.figures].map(([what, figure]) => ({ what, before: old.figures.get(what) ?? 0, now: figure })),
    moved: kinds.flatMap((what) => {
      const [gone, here] = [old.named.get(what) ?? [], latest.named.get(what) ?? []];
      return [
        ...here.filter((who) => !gone.includes(who)).map((who) => ({ what, who, came: true })),
        ...gone.filter((who) => !here.includes(who)).map((who) => ({ what, who, came: false })),
      ];
    }),
    more: /^ {2}and [\d,]+ more$/m.test(before + now),
  };
}

/** Figures come first, a line each; then for each kind a line with the count and the kind, and those whom it names. */
function read(report: string): PlanReport {
  const parts = report.split(/\n\n/);
  const figures = (parts[1] ?? '').split('\n').flatMap((line) => {
    const [, what, figure] = /^ *(\D+?) +([\d,]+)$/.exec(line) ?? [];
    return what === undefined || figure === undefined ? [] : [[what, number(figure)] as const];
  });
  const named = parts.slice(2).flatMap((part) => {
    const [head = '', ...lines] = part.split('\n');
    const kind = /^[\d,]+ (.+)$/.exec(head)?.[1];
    const names = lines.map((line) => line.trim()).filter((name) => name !== '' && !/^and [\d,]+ more$/.test(name));
    return kind === undefined ? [] : [[kind, names] as const];
  });
  return { figures: new Map(figures), named: new Map(named) };
}

function number(figure: string): number {
  return Number(figure.replaceAll(',', ''));
}
