import type { Refund } from '../api/answer';
import { day, text } from '../language/text';
import { panel, type Panel } from './panel';

/** Whether and when the last fee goes back. */
export function refundPanel(refund: Refund): Panel {
  const { state, code, date, amountMinorUnits: minorUnits, currency } = refund;
  const badge = text(`refund.badge.${state}`);
  const title = text(`refund.says.${code}`);
  const money = minorUnits === undefined || currency === undefined ? undefined : { minorUnits, currency };
  const facts = [
    ...(money === undefined ? [] : [{ label: text('refund.amount'), value: text('money', { money }) }]),
    ...(date === undefined || (state !== 'planned' && state !== 'refunded')
      ? []
      : [{ label: text(`refund.date.${state}`), value: text('day', { day: day(date) }) }]),
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
