import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { saveFile } from '../../../src/parts/save-file';
import { may } from '../access';
import type { Refusal } from '../api';
import { type Certificate, planOfHash } from '../certificate';
import { useConsole } from '../console';
import { Form } from '../form';
import { Hash } from '../hash';
import { NeedsRole } from '../looked';
import { useWords } from '../words';

type Told = { readonly user: string; readonly plan: string | undefined; readonly hash: string };

/** Saves what proves that a manifest of a certificate lists a user: what `sundown prove` prints. */
export function ProofOfUser({ of: certificate }: { of: Certificate }): VNode {
  const say = useWords();
  const { api, operator } = useConsole();
  const [told, setTold] = useState<Told>();
  const prove = async (userId: string): Promise<Refusal | undefined> => {
    setTold(undefined);
    const outcome = await api.call('look-up-user', { userId });
    if (outcome.kind !== 'ok') return outcome;
    const { proof, manifestHash: hash = '' } = outcome.value;
    const plan = planOfHash(certificate, hash);
    if (plan !== undefined) saveFile(`proof-${userId}.json`, 'application/json', `${JSON.stringify(proof)}\n`);
    setTold({ user: userId, plan, hash });
    return undefined;
  };
  return (
    <section class="card" aria-labelledby="proof">
      <h2 id="proof">{say('proof.title')}</h2>
      {may(operator, 'look-up-user') ? (
        <>
          <p>{say('proof.lead')}</p>
          <Form fields={[{ name: 'userId', label: say('field.user') }]} send="proof.save" onSend={({ userId = '' }) => prove(userId)} />
          {told?.plan === undefined ? (
            told && <p role="status">{say('proof.none', { user: told.user })}</p>
          ) : (
            <>
              <p role="status">{say('proof.saved', { user: told.user, plan: told.plan })}</p>
              <Hash of={told.hash} />
            </>
          )}
        </>
      ) : (
        <NeedsRole call="look-up-user" />
      )}
    </section>
  );
}
