import { describe, expect, test } from 'vitest';
import { Format } from './format';

describe('a quantity', () => {
  const english = new Format('en', 'Asia/Kolkata');

  test.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [4_700_000, '5 MB'],
    [58_425_700_000, '58.4 GB'],
    [3_200_000_000_000, '3.2 TB'],
    [4_000_000_000_000_000, '4,000 TB'],
  ])('of %i bytes is %s', (bytes, text) => {
    expect(english.size(bytes)).toBe(text);
  });

  test('is never the whole while something is left', () => {
    expect(english.share(0.9999)).toBe('99%');
    expect(english.share(1)).toBe('100%');
  });

  test.each([
    [20, '1 minute'],
    [3_600, '60 minutes'],
    [7_200, '2 hours'],
    [100_000, '28 hours'],
    [300_000, '3 days'],
  ])('of %i seconds is about %s', (seconds, text) => {
    expect(english.length(seconds)).toBe(text);
  });

  test('of a year has no thousands, and the digits of the language', () => {
    expect(english.year(2019)).toBe('2019');
    expect(new Format('my').year(2019)).toBe('၂၀၁၉');
  });

  test('of money follows the currency', () => {
    expect(english.money(129_900, 'INR')).toBe('₹1,299.00');
    expect(english.money(39_000, 'VND')).toBe('₫39,000');
  });

  test('of time names the time zone, because the day depends on it', () => {
    expect(english.moment('2023-05-31T20:00:00Z')).toBe('June 1, 2023 at 1:30 AM GMT+5:30');
    expect(english.day('2023-05-31T20:00:00Z')).toBe('June 1, 2023');
  });

  test.each(['Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])('of a local date is that day in %s', (zone) => {
    const format = new Format('en', zone);
    expect(format.date('2023-05-31')).toBe('May 31, 2023');
  });

  test('of midnight is the end of the day before, where its reader is', () => {
    expect(english.dayEndingAt('2023-05-31T18:30:00Z')).toBe('May 31, 2023');
    expect(english.dayEndingAt('2023-05-31T18:29:59Z')).toBeUndefined();
    expect(new Format('en', 'UTC').dayEndingAt('2023-05-31T18:30:00Z')).toBeUndefined();
    expect(english.dayEndingAt('soon')).toBeUndefined();
  });

  test('that cannot be read stays as it is', () => {
    expect(english.day('soon')).toBe('soon');
    expect(english.period('P1M2D')).toBe('P1M2D');
    expect(english.period('P3M')).toBe('3 months');
  });
});
