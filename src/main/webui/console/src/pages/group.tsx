import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../../../src/language/language';
import { Icon } from '../../../src/parts/icon';
import { saveFile } from '../../../src/parts/save-file';
import { rolesFor } from '../access';
import type { Refusal } from '../api';
import { type Act, type GroupStanding, useConsole } from '../console';
import { readDocument } from '../documents';
import { type Field, FormDialog, type Values } from '../form';
import { Hash } from '../hash';
import { Link } from '../link';
import { ONCE, useLook } from '../look';
import { Looked } from '../looked';
import { Person } from '../person';
import { planDifferences } from '../plan-report';
import { reachOf } from '../progress';
import {
  allVerified,
  type Deed,
  deedsIn,
  hindrance,
  overtaken,
  pathOf,
  planBefore,
  leaversOf,
  planFigures,
  planOf,
  type PurgeStatus,
  type Step,
} from '../purge';
import { RefusalCard } from '../refusal';
import { Table } from '../table';
import { dateNames, phaseOf } from '../timeline';
import { When } from '../when';
import { text, useWords } from '../words';

const ONCE_A_MINUTE = 60_000;

/** The end of one group as a path, with what people can do at each step. */
export function GroupPage({ id }: { id: string }): VNode {
  const say = useWords();
  const { groups } = useConsole();
  const standing = groups.value?.standings.find(({ group }) => group.id === id);
  return (
    <>
      <h1 tabIndex={-1}>{say('groups.name', { group: id })}</h1>
      {standing !== undefined ? (
        <Ending of={standing} />
      ) : groups.value !== undefined ? (
        <p>{say('group.unknown')}</p>
      ) : (
        groups.refusal === undefined && <p role="status">{say('page.loading')}</p>
      )}
    </>
  );
}

function Ending({ of: { group, status, unread } }: { of: GroupStanding }): VNode {
  const say = useWords();
  const { now } = useConsole();
  return (
    <>
      <dl class="facts card">
        <div>
          <dt>{say('groups.phase')}</dt>
          <dd>{say(`phase.${phaseOf(group, now())}`)}</dd>
        </div>
        {dateNames.map((name) => (
          <div key={name}>
            <dt>{say(`date.${name}`)}</dt>
            <dd>
              {group.dates[name] !== group.instants[name] && <>{group.dates[name]}: </>}
              <When at={group.instants[name]} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{say('date.refundsBegin')}</dt>
          <dd>
            <When at={group.instants.refundsBegin} />
          </dd>
        </div>
      </dl>
      <h2>{say('path.title')}</h2>
      {status === undefined ? (
        <p>{say(unread ? 'groups.not-seen' : 'group.exempt')}</p>
      ) : (
        <>
          <ol class="path">
            {pathOf(status, now()).map((step) => (
              <PathStep key={step.name} of={step} />
            ))}
          </ol>
          {status.purge?.state === 'CERTIFIED' && (
            <p>
              <Link to={`/groups/${group.id}/certificate`}>{say('certificate.of', { group: group.id })}</Link>
            </p>
          )}
          <Deeds group={group.id} status={status} />
          {status.purge?.state === 'DIFFERS' && status.verification === undefined && (
            <WhatDiffers group={group.id} since={status.purge.at ?? ''} />
          )}
          <PlanSection status={status} />
        </>
      )}
    </>
  );
}

const marks = { done: 'good', now: 'progress', ahead: 'ended', trouble: 'attention' } as const;

function PathStep({ of }: { of: Step }): VNode {
  const say = useWords();
  const language = useLanguage();
  return (
    <li class={of.standing} aria-current={of.standing === 'now' || of.standing === 'trouble' ? 'step' : undefined}>
      <p class="step">
        <Icon name={marks[of.standing]} />
        <strong>{say(`step.${of.name}`)}</strong>
        <span class="unseen">{say(`standing.${of.standing}`)}</span>
      </p>
      <p>
        {language.say(of.says)} <When at={of.at} />
      </p>
      {of.share !== undefined && <progress value={of.share} max={1} aria-label={say(`step.${of.name}`)} />}
    </li>
  );
}

/** What people can do now; what this operator cannot do, with the reason. */
function Deeds({ group, status }: { group: string; status: PurgeStatus }): VNode {
  const say = useWords();
  const language = useLanguage();
  const { now, operator } = useConsole();
  const [asked, setAsked] = useState<{ deed: Deed; of: PurgeStatus }>();
  const [certifying, setCertifying] = useState<Certifying>();
  const deeds = deedsIn(status, now());
  return (
    <section aria-labelledby="deeds" class="card">
      <h2 id="deeds">{say('deeds.title')}</h2>
      {deeds.length === 0 && <p class="soft">{say('deeds.none')}</p>}
      {deeds.map((deed, index) => {
        const why = hindrance(deed, status, operator);
        return (
          <div key={deed} class="deed">
            <p>{say(`deed.${deed}.text`)}</p>
            {why === undefined ? (
              <button type="button" class={deed === 'abort-purge' ? 'grave' : index === 0 ? 'first' : 'second'} onClick={() => setAsked({ deed, of: status })}>
                {say(`deed.${deed}`)}
              </button>
            ) : (
              <p class="soft">
                {language.say(why)} {why.key === 'role.missing' && say('role.one-of', { roles: rolesFor(deed).join(', ') })}
              </p>
            )}
          </div>
        );
      })}
      {certifying && <CertifyOnceVerified of={certifying} verified={allVerified(status.verification)} onChange={setCertifying} />}
      {asked && (
        <DeedDialog
          {...asked}
          group={group}
          isOvertaken={overtaken(asked.deed, asked.of, status, now())}
          onClose={() => setAsked(undefined)}
          onVerifying={setCertifying}
        />
      )}
    </section>
  );
}

/** Asks for a deed. What is sent and shown is what stood when the dialog was opened. */
function DeedDialog({
  deed,
  of,
  group,
  isOvertaken,
  onClose,
  onVerifying,
}: {
  deed: Deed;
  of: PurgeStatus;
  group: string;
  isOvertaken: boolean;
  onClose: () => void;
  onVerifying: (certifying: Certifying) => void;
}): VNode {
  const say = useWords();
  const language = useLanguage();
  const { act } = useConsole();
  const plan = planOf(of);
  const send = (values: Values): Promise<Refusal | undefined> =>
    sendDeed(act, deed, group, of, values, () => onVerifying({ group, ...unnamedIn(values) }));
  return (
    <FormDialog
      title={say(`deed.${deed}`)}
      fields={fieldsOf(deed, of, say)}
      send={`deed.${deed}`}
      grave={deed !== 'plan-purge' && deed !== 'certify-purge'}
      overtaken={isOvertaken}
      onClose={onClose}
      onSend={send}
    >
      <p>{say(`deed.${deed}.text`)}</p>
      {deed === 'approve-purge' && plan && (
        <>
          <p>{say('approve.means', { users: plan.planned.users, objects: plan.planned.objects })}</p>
          <p>
            {say('reach.title')}: {language.say(reachOf(plan.planned.reach))}
          </p>
          <p>{say('approve.leavers', { leavers: language.say(leaversOf(of.leavers)) })}</p>
          <p>{say('approve.compare')}</p>
          <Hash of={plan.planned.hash} />
        </>
      )}
      {isOvertaken && (
        <p class="warning" role="alert">
          {say('deeds.overtaken')}
        </p>
      )}
    </FormDialog>
  );
}

function fieldsOf(deed: Deed, of: PurgeStatus, say: ReturnType<typeof useWords>): readonly Field[] {
  switch (deed) {
    case 'plan-purge':
      return [];
    case 'approve-purge':
      return [typedApproval(of, say)];
    case 'abort-purge':
      return [{ name: 'reason', label: say('field.reason') }];
    case 'certify-purge':
      return [{ name: 'unnamed', label: say('certify.unnamed'), hint: say('certify.unnamed.hint'), kind: 'number', optional: true }];
  }
}

/** Who approves types what it means, so that nobody approves what they have not read. */
function typedApproval(of: PurgeStatus, say: ReturnType<typeof useWords>): Field {
  const exactly = say('approve.exactly', { users: planOf(of)?.planned.users ?? 0 });
  return { name: 'typed', label: say('approve.type'), hint: exactly, exactly };
}

async function sendDeed(
  act: Act,
  deed: Deed,
  group: string,
  { plan, purge }: PurgeStatus,
  values: Values,
  onVerifying: () => void,
): Promise<Refusal | undefined> {
  const done = () => text(`deed.${deed}.done`, { group });
  switch (deed) {
    case 'plan-purge':
      return act(deed, plan === undefined ? { group } : { group, insteadOf: plan.planId }, done);
    case 'approve-purge':
      return act(deed, { group, manifestHash: purge?.manifestHash ?? '' }, done);
    case 'abort-purge':
      return act(deed, { group, reason: values['reason'] ?? '' }, done);
    case 'certify-purge':
      return act(deed, { group, ...unnamedIn(values) }, ({ state }) => {
        if (state === 'VERIFYING') onVerifying();
        return done();
      });
  }
}

function unnamedIn({ unnamed = '' }: Values): { readonly unnamed?: number } {
  return unnamed === '' ? {} : { unnamed: Number(unnamed) };
}

/** What is sent with each call of certify-purge until the certificate is there. */
interface Certifying {
  readonly group: string;
  readonly unnamed?: number;
}

/**
 * Asks for the certificate when all is verified. Only the looks at the group follow the verification: certify-purge
 * would begin another one after differences.
 */
function CertifyOnceVerified({
  of,
  verified,
  onChange,
}: {
  of: Certifying;
  verified: boolean;
  onChange: (certifying: Certifying | undefined) => void;
}): VNode {
  const say = useWords();
  const { api, groups } = useConsole();
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    if (!verified) return;
    void (async () => {
      const outcome = await api.call('certify-purge', of);
      if (outcome.kind !== 'ok') setRefusal(outcome);
      else if (outcome.value.state !== 'VERIFYING') onChange(undefined);
      await groups.again();
    })();
  }, [verified]);
  return refusal ? <RefusalCard of={refusal} /> : <p role="status">{say('deeds.certifying')}</p>;
}

/** What the last verification found. A look at it begins none. */
function WhatDiffers({ group, since }: { group: string; since: string }): VNode {
  const say = useWords();
  const { api } = useConsole();
  const look = useLook(`${group} ${since}`, ONCE_A_MINUTE, async () => {
    const outcome = await api.call('get-purge', { group, differences: true });
    return outcome.kind === 'ok' ? { kind: 'ok', value: outcome.value.differences } : outcome;
  });
  return (
    <section class="card">
      <h2>{say('differences.caption')}</h2>
      <Looked of={look} none="differences.anew">
        {({ count, first }) => (
          <>
            <p>{say('differences.count', { count, shown: first.length })}</p>
            <Table
              caption="differences.caption"
              rows={first as readonly Readonly<Record<string, string | number>>[]}
              columns={[
                { label: 'differences.kind', value: ({ kind }) => kind },
                { label: 'differences.who', value: ({ who }) => who },
                { label: 'differences.words', value: ({ words }) => words },
              ]}
              file={`differences-${group}`}
              empty="differences.none"
            />
          </>
        )}
      </Looked>
    </section>
  );
}

/** What is to be deleted, who planned and approved it, and the report that they read before. */
function PlanSection({ status }: { status: PurgeStatus }): VNode | null {
  const say = useWords();
  const language = useLanguage();
  const plan = planOf(status);
  if (plan === undefined) return null;
  const { group } = plan;
  const before = planBefore(status);
  return (
    <section aria-labelledby="plan" class="card">
      <h2 id="plan">{say('plan.title', { plan: plan.planId })}</h2>
      <dl class="facts">
        {planFigures(plan, status.leavers).map(({ label, value }) => (
          <div key={label}>
            <dt>{say(label)}</dt>
            <dd>{language.say(value)}</dd>
          </div>
        ))}
        <div>
          <dt>{say('plan.by')}</dt>
          <dd>
            <Person name={plan.by} subject={plan.bySubject} /> <When at={plan.begunAt} />
          </dd>
        </div>
        {(status.purge?.approvals ?? []).map(({ by, bySubject, at }) => (
          <div key={at}>
            <dt>{say('plan.approved-by')}</dt>
            <dd>
              <Person name={by} subject={bySubject} /> <When at={at} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{say('plan.hash')}</h3>
      <Hash of={plan.planned.hash} />
      {before !== undefined && <Differences group={group} before={before} now={plan.planId} />}
      <h3>{say('plan.report')}</h3>
      <TextDocument at={reportOf(group, plan.planId)} file={`plan-${group}-${plan.planId}.txt`} />
    </section>
  );
}

/** What is other than in the plan before: what those who approve want to know first. */
function Differences({ group, before, now }: { group: string; before: string; now: string }): VNode {
  const say = useWords();
  const { api } = useConsole();
  const look = useLook(`${before} ${now}`, ONCE, async () => {
    const [old, latest] = await Promise.all([before, now].map((plan) => readDocument(api, reportOf(group, plan))));
    if (old?.kind !== 'ok') return old!;
    if (latest?.kind !== 'ok') return latest!;
    const both = old.value !== undefined && latest.value !== undefined;
    return { kind: 'ok', value: both ? planDifferences(old.value, latest.value) : undefined };
  });
  return (
    <>
      <h3>{say('plan.differences', { plan: before })}</h3>
      <Looked of={look} none="plan.none-before">
        {({ figures, moved, more }) => (
          <>
            <Table
              caption="plan.figures"
              rows={figures}
              columns={[
                { label: 'plan.what', value: ({ what }) => what },
                { label: 'plan.before', value: ({ before: figure }) => figure, as: 'number' },
                { label: 'plan.now', value: ({ now: figure }) => figure, as: 'number' },
                { label: 'plan.change', value: (row) => row.now - row.before, as: 'number' },
              ]}
              file={`plan-figures-${group}`}
              empty="plan.none-before"
            />
            <Table
              caption="plan.moved"
              rows={moved}
              columns={[
                { label: 'plan.what', value: ({ what }) => what },
                { label: 'plan.change', value: ({ came }) => say(came ? 'plan.came' : 'plan.went') },
                { label: 'plan.who', value: ({ who }) => who },
              ]}
              file={`plan-moved-${group}`}
              empty="plan.nobody-moved"
            />
            {more && <p class="soft">{say('plan.more')}</p>}
          </>
        )}
      </Looked>
    </>
  );
}

function reportOf(group: string, plan: string): string {
  return `manifests/${group}/${plan}/report.txt`;
}

/** A document of the audit bucket, to read and to take along. */
function TextDocument({ at, file }: { at: string; file: string }): VNode {
  const say = useWords();
  const { api } = useConsole();
  const document = useLook(at, ONCE_A_MINUTE, () => readDocument(api, at));
  return (
    <Looked of={document} none="document.none">
      {(content) => (
        <>
          <pre tabIndex={0} role="region" aria-label={file}>
            {content}
          </pre>
          <button type="button" class="plain" onClick={() => saveFile(file, 'text/plain', content)}>
            {say('document.save')}
          </button>
        </>
      )}
    </Looked>
  );
}
