import type { Problem, Trouble } from '../api/answer';
import { moment, text, type Text } from '../language/text';
import { type Action, second } from './panel';
import { offer } from './transfer';

/** What a person reads where a call brought nothing. */
export interface Message {
  readonly title: Text;
  readonly lines: readonly Text[];
  readonly actions: readonly Action[];
  /** What a person names when they ask for help. */
  readonly reference?: string | undefined;
}

export function troubleMessage(trouble: Trouble): Message {
  return { ...messageOf(trouble), reference: trouble.reference };
}

function messageOf(trouble: Trouble): Message {
  switch (trouble.kind) {
    case 'offline':
    case 'unreachable':
    case 'maintenance':
    case 'session-ended':
    case 'busy':
    case 'unknown':
      return { title: text(`trouble.${trouble.kind}.title`), lines: [text(`trouble.${trouble.kind}.text`)], actions: [] };
    case 'problem':
      return {
        title: text(`problem.${trouble.code}.title`),
        lines: [...reasons(trouble.problem), text(`problem.${trouble.code}.text`), ...details(trouble.problem)],
        actions: actions(trouble),
      };
  }
}

function reasons(problem: Problem): Text[] {
  return (problem.reasons ?? []).map(({ code }) => text(`hindrance.${code}`));
}

/** What a problem says besides its code. */
function details(problem: Problem): Text[] {
  const { opensAt, retrySensibleAt, retryPossibleAt, requestPossibleAt, room } = problem;
  return [
    ...(opensAt === undefined ? [] : [text('problem.opens-at', { moment: moment(opensAt) })]),
    ...(retrySensibleAt === undefined ? [] : [text('retry.sensible', { moment: moment(retrySensibleAt) })]),
    ...(retryPossibleAt === undefined ? [] : [text('retry.possible', { moment: moment(retryPossibleAt) })]),
    ...(requestPossibleAt === undefined ? [] : [text('problem.request-at', { moment: moment(requestPossibleAt) })]),
    ...(room === undefined ? [] : offer(room)),
  ];
}

/** The way out that a problem leaves. */
function actions(trouble: Extract<Trouble, { kind: 'problem' }>): Action[] {
  switch (trouble.code) {
    case 'not-eligible':
    case 'archive-expired':
    case 'archive-deleted':
    case 'no-archive':
      return [second('request-archive', text('archive.request'))];
    case 'consent-needed':
    case 'other-account':
      return [second('consent', text('consent.again'))];
    case 'code-refused':
    case 'consent-incomplete':
    case 'google-unavailable':
    case 'no-transfer':
      return [second('move', text('move.again'))];
    case 'room-missing':
      return [second('without-room', text('room.without')), second('check-room', text('room.check'))];
    case 'retry-too-early':
      return [second('retry-now', text('retry.do-now'))];
    case 'stop-first':
      return [second('stop', text('transfer.stop'))];
    case 'no-failed-items':
      return [second('request-archive', text('archive.request'))];
    case 'nothing-to-retry':
      return [second('failures', text('failures.list'))];
    case 'already-confirmed':
    case 'archive-not-ready':
    case 'changed-meanwhile':
    case 'choice-fixed':
    case 'empty-gallery':
    case 'exports-closed':
    case 'exports-not-open':
    case 'internal-error':
    case 'invalid-request':
    case 'no-account':
    case 'no-switch-left':
    case 'not-announced':
    case 'not-signed':
    case 'not-signed-in':
    case 'nothing-ends':
    case 'nothing-left':
    case 'request-too-large':
    case 'retried-before':
    case 'temporarily-unavailable':
    case 'too-many-archives':
    case 'transfer-under-way':
    case 'unknown-region':
    case 'unknown-volume':
    case 'wrong-token':
      return [];
  }
}
