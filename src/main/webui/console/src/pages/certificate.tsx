import type { VNode } from 'preact';
import { useLanguage } from '../../../src/language/language';
import { saveFile } from '../../../src/parts/save-file';
import { type Certificate, claims, type Counted, counted, moments, readCertificate } from '../certificate';
import { useConsole } from '../console';
import { readDocument } from '../documents';
import { Facts } from '../facts';
import { Hash } from '../hash';
import { Keepsake } from '../keepsake';
import { ONCE, useLook } from '../look';
import { Looked } from '../looked';
import { Person } from '../person';
import { reachOf } from '../progress';
import { type Column, Table } from '../table';
import { When } from '../when';
import { useWords } from '../words';
import { ProofOfUser } from './proof';

/** The certificate of a group: to read, to send on, and as the document that proves it. */
export function CertificatePage({ group }: { group: string }): VNode {
  const say = useWords();
  const { groups } = useConsole();
  const purge = groups.value?.standings.find(({ group: { id } }) => id === group)?.status?.purge;
  return purge?.state === 'CERTIFIED' ? (
    <Issued group={group} plan={purge.planId} />
  ) : (
    <>
      <h1 tabIndex={-1}>{say('certificate.of', { group })}</h1>
      {groups.refusal === undefined && (
        <p role="status">{say(groups.value === undefined ? 'page.loading' : 'certificate.none')}</p>
      )}
    </>
  );
}

function Issued({ group, plan }: { group: string; plan: string }): VNode {
  const say = useWords();
  const { api } = useConsole();
  const key = `certificates/${group}/${plan}.json`;
  const look = useLook(key, ONCE, () => readDocument(api, key));
  const file = `certificate-${group}-${plan}`;
  const document = look.value;
  return (
    <>
      <Keepsake file={file} complete={document !== undefined}>
        <h1 tabIndex={-1}>{say('certificate.of', { group })}</h1>
        <Looked of={look} none="certificate.none">
          {(found) => <Says of={readCertificate(found)} />}
        </Looked>
      </Keepsake>
      {document !== undefined && (
        <>
          <p class="small">{say('certificate.proof')}</p>
          <div class="actions">
            <button type="button" class="second" onClick={() => saveFile(`${file}.json`, 'application/json', document)}>
              {say('certificate.save')}
            </button>
          </div>
          <ProofOfUser of={readCertificate(document)} />
        </>
      )}
    </>
  );
}

function Says({ of }: { of: Certificate }): VNode {
  const say = useWords();
  const language = useLanguage();
  const [verdict, ...more] = claims(of);
  const counts: readonly Column<Counted>[] = [
    { label: 'certificate.count', value: ({ label }) => say(label) },
    { label: 'certificate.deleted', value: ({ deleted }) => deleted, as: 'number' },
    { label: 'certificate.held', value: ({ held }) => held, as: 'number' },
  ];
  const plans: readonly Column<Certificate['plans'][number]>[] = [
    { label: 'certificate.plan', value: ({ planId }) => planId },
    { label: 'certificate.count.accounts', value: ({ accounts }) => accounts, as: 'number' },
    { label: 'certificate.count.versions', value: ({ versions }) => versions, as: 'number' },
    { label: 'plan.hash', value: ({ manifestHash }) => manifestHash, show: ({ manifestHash }) => <Hash of={manifestHash ?? ''} /> },
  ];
  return (
    <>
      <p>
        {say('certificate.number', { number: of.number })} <When at={of.times.certified} />
      </p>
      {verdict && <p class="verdict good">{language.say(verdict)}</p>}
      <p>{more.map((claim) => language.say(claim)).join(' ')}</p>
      <h2>{say('groups.regions')}</h2>
      <p>{typeof of.regions === 'string' ? of.regions : of.regions.join(', ')}</p>
      <h2>{say('certificate.counts')}</h2>
      <Table caption="certificate.counts" rows={counted(of)} columns={counts} file={`certificate-${of.group}`} empty="certificate.none" />
      <p>
        {say('reach.title')}: {language.say(reachOf(of.reach))}
      </p>
      <h2>{say('certificate.when')}</h2>
      <Facts of={moments(of).map(([label, at]) => [label, <When at={at} />])} />
      <h2>{say('certificate.who')}</h2>
      <Facts
        of={[
          ['plan.by', <Person name={of.plannedBy} subject={of.plannedBySubject} />],
          ['plan.approved-by', <Approvals of={of.approvals} />],
          ['certificate.by', <Person name={of.certifiedBy} subject={of.certifiedBySubject} />],
          [
            'certificate.kill-switch',
            of.killSwitch && (
              <>
                {say(of.killSwitch.stopped ? 'certificate.stopped' : 'certificate.allowed')} <When at={of.killSwitch.at} />
              </>
            ),
          ],
        ]}
      />
      <h2>{say('certificate.plans')}</h2>
      <Table caption="certificate.plans" rows={of.plans} columns={plans} file={`plans-${of.group}`} empty="certificate.none" />
      <h2>{say('certificate.check')}</h2>
      <Facts
        of={[
          ['certificate.hash', <Hash of={of.sha256} />],
          ['certificate.previous', of.previous === undefined ? say('certificate.first') : <Hash of={of.previous.sha256} />],
          ['plan.hash', <Hash of={of.manifestHash} />],
        ]}
      />
    </>
  );
}

function Approvals({ of }: { of: Certificate['approvals'] }): VNode {
  return (
    <>
      {of.map(({ by, bySubject, at }) => (
        <div key={at}>
          <Person name={by} subject={bySubject} /> <When at={at} />
        </div>
      ))}
    </>
  );
}
