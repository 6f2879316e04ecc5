import type { Notice, Refund } from '../api/answer';
import { date as localDate, day, type Quantity, text } from '../language/text';
import { panel, type Panel } from './panel';

/** Whether and when the last fee goes back. */
export function refundPanel(refund: Refund, notice: Notice): Panel {
  const { state, code, date, amountMinorUnits: minorUnits, currency } = refund;
  const badge = text(`refund.badge.${state}`);
  const title = text(`refund.says.${code}`);
  const money = minorUnits === undefined || currency === undefined ? undefined : { minorUnits, currency };
  const facts = [
    ...(money === undefined ? [] : [{ label: text('refund.amount'), value: text('money', { money }) }]),
    ...(date === undefined || (state !== 'planned' && state !== 'refunded')
      ? []
      : [{ label: text(`refund.date.${state}`), value: text('day', { day: dayOf(refund, notice, date) }) }]),
  ];
  switch (state) {
    case 'none':
      return panel({ tone: 'calm', badge, title, lines: [text('refund.why.none')] });
    case 'planned':
    case 'under-way':
      return panel({ tone: 'calm', badge, title, lines: [text(`refund.why.${state}`)], facts });
    case 'refunded':
      return panel({ tone: 'good', badge, title, lines: [text('refund.why.refunded')], facts });
    case 'delayed':
      return panel({ tone: 'attention', badge, title, lines: [text('refund.why.delayed')], facts });
  }
}

/** A refund that is to come is promised by a day. */
export function dayOf({ state }: Refund, { dates }: Notice, at: string): Quantity {
  const promised = state === 'planned' || state === 'under-way' ? dates?.promised?.refundBy : undefined;
  return promised === undefined ? day(at) : localDate(promised);
}
