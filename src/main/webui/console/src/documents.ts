import type { Api, Outcome, Schemas } from './api';
import { type Progress, readProgress, reportKey } from './progress';

export const LATEST_READINESS = 'readiness/latest.json';

/** Reads a document of the audit bucket; nothing where it is not there yet. */
export async function readDocument(api: Api, key: string): Promise<Outcome<string | undefined>> {
  const outcome = await api.call('get-document', { key });
  if (outcome.kind === 'ok') return { kind: 'ok', value: 'text' in outcome.value ? outcome.value.text : undefined };
  return outcome.kind === 'problem' && outcome.code === 'no-document' ? { kind: 'ok', value: undefined } : outcome;
}

/** The latest daily report; nothing before there is one. */
export async function readLatestProgress(api: Api): Promise<Outcome<Progress | undefined>> {
  const document = await readDocument(api, reportKey(''));
  if (document.kind !== 'ok') return document;
  return { kind: 'ok', value: document.value === undefined ? undefined : readProgress(document.value) };
}

/** The keys of the runs of the readiness checks, and what came of imports and rehearsals, the newest first. */
export async function listRuns(api: Api): Promise<Outcome<Schemas['Documents']>> {
  const outcome = await api.call('get-document', { list: 'readiness/' });
  if (outcome.kind !== 'ok') return outcome;
  return { kind: 'ok', value: 'keys' in outcome.value ? outcome.value : { keys: [], outcomes: [] } };
}
