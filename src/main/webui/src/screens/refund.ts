import type { Notice, Refund } from '../api/answer';
import { date as localDate, day, type Quantity, text, type Text } from '../language/text';
import { type Fact, panel, type Panel, type Tone } from './panel';

/** Whether and when the last fee goes back. */
export function refundPanel(refund: Refund, notice: Notice): Panel {
  const { state, code } = refund;
  return panel({
    tone: toneOf(refund),
    badge: text(`refund.badge.${state}`),
    title: text(`refund.says.${code}`),
    lines: [text(`refund.why.${code}`)],
    facts: refundFacts(refund, notice),
  });
}

function toneOf({ state, code }: Refund): Tone {
  switch (state) {
    case 'none':
    case 'planned':
      return 'calm';
    case 'under-way':
      return code === 'action-needed' ? 'attention' : 'calm';
    case 'refunded':
      return 'good';
    case 'delayed':
    case 'elsewhere':
      return 'attention';
  }
}

/** The amount, and the date where somebody keeps it or has kept it. */
export function refundFacts(refund: Refund, notice: Notice): Fact[] {
  const { amountMinorUnits: minorUnits, currency, date } = refund;
  const label = dateLabel(refund);
  return [
    ...(minorUnits === undefined || currency === undefined
      ? []
      : [{ label: text('refund.amount'), value: text('money', { money: { minorUnits, currency } }) }]),
    ...(label === undefined || date === undefined ? [] : [{ label, value: text('day', { day: dayOf(refund, notice, date) }) }]),
  ];
}

function dateLabel({ state, code }: Refund): Text | undefined {
  if (state === 'planned') return text('refund.date.planned');
  if (state === 'refunded') return text(code === 'resolved' ? 'refund.date.resolved' : 'refund.date.refunded');
  return undefined;
}

/** The refund date of a group is promised as a day; the end of a time for refunds is an instant. */
export function dayOf({ code }: Refund, { dates }: Notice, at: string): Quantity {
  const promised = code === 'planned' ? dates?.promised?.refundBy : undefined;
  return promised === undefined ? day(at) : localDate(promised);
}
