import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { go } from '../../src/parts/path';
import { may } from './access';
import { useConsole } from './console';
import { isEmail } from './user';
import { useWords } from './words';

/** Something to go to. */
export interface Place {
  readonly name: string;
  readonly to: string;
  /** The e-mail address of a user to find there. */
  readonly email?: string;
}

const SHOWN = 8;

/** Those whose name has what was typed, and the user with this id or e-mail address. */
export function placesFor(typed: string, places: readonly Place[], user: (id: string) => Place | undefined): readonly Place[] {
  const wanted = typed.trim().toLowerCase();
  const found = places.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, SHOWN);
  const somebody = wanted === '' ? undefined : user(typed.trim());
  return somebody === undefined ? found : [...found, somebody];
}

/** Goes to a page, a group, or a user by their name: Ctrl-K. */
export function Palette({ pages }: { pages: readonly Place[] }): VNode | null {
  const say = useWords();
  const { groups, operator, seek } = useConsole();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setTyped('');
      setOpen(true);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  const ids = groups.value?.timeline.groups.map(({ id }) => id) ?? [];
  const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '');
  const all = [...pages, ...ids.map((id) => ({ name: plain(say('groups.name', { group: id })), to: `/groups/${id}` }))];
  const found = placesFor(typed, all, (of) => {
    if (!may(operator, 'look-up-user')) return undefined;
    const name = plain(say('palette.user', { user: of }));
    return isEmail(of) ? { name, to: '/user', email: of } : { name, to: `/user?id=${encodeURIComponent(of)}` };
  });
  const visit = ({ to, email }: Place): void => {
    setOpen(false);
    if (email !== undefined) seek(email);
    go(to);
  };
  if (!open) return null;
  return (
    <dialog ref={dialog} class="palette" aria-label={say('palette.title')} onClose={() => setOpen(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (found[0]) visit(found[0]);
        }}
      >
        <p class="field">
          <label for="palette">{say('palette.title')}</label>
          <input id="palette" autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        </p>
      </form>
      <ul class="plain-list">
        {found.map((place) => (
          <li key={place.to}>
            <button type="button" class="plain" onClick={() => visit(place)}>
              {place.name}
            </button>
          </li>
        ))}
      </ul>
    </dialog>
  );
}
