import { describe, expect, test } from 'vitest';
import type { Api } from './api';
import { reconcile } from './reconcile';
import { batches, NoExport, readExport } from './stripe-export';

const HEAD = 'id,Charge ID,Amount,Currency,Status,Created (UTC),Converted Amount';

describe("Stripe's export", () => {
  test('is read in any order and case, with quotes, and the rest of it is left out', () => {
    const file = '\uFEFFSTATUS,created,note,charge_id,currency,AMOUNT,ID\r\nsucceeded,"25 Nov, 2026","a ""note""\nof two lines",ch_1,Eur,"1,299.00",re_1\r\n\r\n';
    expect([...readExport(file)]).toEqual([
      ['ch_1', [{ id: 're_1', amount: '1,299.00', currency: 'Eur', status: 'succeeded', created: '25 Nov, 2026' }]],
    ]);
  });

  test('keeps the refunds of a charge together', () => {
    const charges = readExport(`${HEAD}\nre_1,ch_1,1,EUR,failed,a,1\nre_2,ch_2,1,EUR,succeeded,a,1\nre_3,ch_1,1,EUR,succeeded,a,1\n`);
    expect([...charges].map(([charge, refunds]) => [charge, refunds.map(({ id }) => id)])).toEqual([
      ['ch_1', ['re_1', 're_3']],
      ['ch_2', ['re_2']],
    ]);
  });

  test.each([
    ['', { column: 'id' }],
    ['id,charge,charge id,amount,currency,status,created\n', { column: 'charge' }],
    [`${HEAD}\nre_1,ch_1,1\n`, { line: 2 }],
    [`${HEAD}\nre_1,ch_1,1,EUR,failed,a,1\nre_1,ch_1,1,EUR,failed,a,1\n`, 'twice'],
  ])('says what is wrong with %j', (file, what) => {
    expect(() => readExport(file)).toThrow(NoExport);
    try {
      readExport(file);
    } catch (failure) {
      expect((failure as NoExport).what).toEqual(what);
    }
  });

  test('is split into parts of which each fits into a call', () => {
    const refund = { id: 're_1', amount: '1', currency: 'EUR', status: 'succeeded', created: 'x'.repeat(200) };
    const charges = Array.from({ length: 250 }, (_, index) => ({ charge: `ch_${index}`, refunds: [refund] }));
    const parts = [...batches(charges)];
    expect(parts.flat()).toEqual(charges);
    expect(parts.every((part) => JSON.stringify({ charges: part }).length < 16_384)).toBe(true);
    expect([...batches(charges.map(({ charge }) => ({ charge, refunds: [] })))].map(({ length }) => length)).toEqual([100, 100, 50]);
  });
});

test('a comparison goes both ways, and asks of the ledger only what the export lacks', async () => {
  const asked: string[] = [];
  const finding = (charge: string) => ({ kind: 'NOT_AT_STRIPE', charge, differs: true, line: charge });
  const api = {
    call: (name: string, body: { state?: string; after?: string; charges?: { charge: string; refunds: unknown[] }[] }) => {
      if (name === 'list-refunds') {
        const page = body.state === 'PENDING' ? [] : body.after === undefined ? ['ch_1', 'ch_2'] : ['ch_3', 'GPA.1'];
        return Promise.resolve({
          kind: 'ok',
          value: {
            refunds: page.map((chargeId) => ({ chargeId, paidThrough: chargeId.startsWith('GPA') ? 'google-play' : 'stripe' })),
            ...(page[1] === 'ch_2' ? { next: 'ch_2' } : {}),
          },
        });
      }
      asked.push(...body.charges!.map(({ charge, refunds }) => `${charge} ${refunds.length}`));
      const lacking = body.charges!.filter(({ refunds }) => refunds.length === 0);
      return Promise.resolve({ kind: 'ok', value: { findings: lacking.map(({ charge }) => finding(charge)) } });
    },
  } as unknown as Api;
  const seen: number[] = [];
  const outcome = await reconcile(api, readExport(`${HEAD}\nre_1,ch_1,1,EUR,succeeded,a,1\n`), (compared) => seen.push(compared));
  expect(outcome).toEqual({ kind: 'ok', value: [finding('ch_2'), finding('ch_3')] });
  expect(asked).toEqual(['ch_1 1', 'ch_2 0', 'ch_3 0']);
  expect(seen).toEqual([1, 2, 3]);
});
