import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planDifferences } from './plan-report';

const report = readFileSync(
  join(import.meta.dirname, '../../../../../src/test/resources/golden/documents/plan-report.txt'),
  'utf8',
);

describe('the report of a plan, compared with the one before', () => {
  test('is the same as itself', () => {
    const { figures, moved } = planDifferences(report, report);
    expect(figures.map(({ what }) => what)).toEqual([
      'users whose objects go',
      'of them no account',
      'of them reached',
      'sent, unknown',
      'not reachable',
      'not written to',
      'under hold',
      'foreign',
      'versions of objects',
      'delete markers',
      'unfinished uploads',
      'bytes',
      'photos safe, users',
      'photos partly safe',
      'nothing taken',
      'items lost to all ways',
    ]);
    expect(figures.every(({ before, now }) => before === now)).toBe(true);
    expect(figures.find(({ what }) => what === 'bytes')!.now).toBeGreaterThan(0);
    expect(moved).toEqual([]);
  });

  test('tells who came under hold and who was released', () => {
    const now = report.replace('under hold, kept\n  held\n', 'under hold, kept\n  somebody\n').replace(/bytes +[\d,]+/, 'bytes  1,234,567');
    const { figures, moved } = planDifferences(report, now);
    expect(figures.find(({ what }) => what === 'bytes')!.now).toBe(1_234_567);
    expect(moved).toEqual([
      { what: 'under hold, kept', who: 'somebody', came: true },
      { what: 'under hold, kept', who: 'held', came: false },
    ]);
  });

  test('says that more are not named', () => {
    expect(planDifferences(report, report).more).toBe(false);
    expect(planDifferences(report, report.replace('  held\n', '  held\n  and 1,200 more\n'))).toMatchObject({ moved: [], more: true });
  });

  test('finds nothing in what is no report', () => {
    expect(planDifferences('', 'nothing\n\nof the kind')).toEqual({ figures: [], moved: [], more: false });
  });
});
