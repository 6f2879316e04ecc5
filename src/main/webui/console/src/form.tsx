import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Refusal } from './api';
import { RefusalCard } from './refusal';
import { type Key, useWords } from './words';

/** Something that an operator types. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly kind?: 'text' | 'date' | 'check' | 'number';
  /** What must be typed, letter by letter, before anything is sent. */
  readonly exactly?: string;
}

/** So long is a reason at most, and everything else that somebody types into one line. */
const CHARACTERS = 500;

export type Values = Readonly<Record<string, string>>;

interface FormProps {
  readonly fields: readonly Field[];
  readonly send: Key;
  readonly grave?: boolean;
  /** Whether nothing can be sent any more. */
  readonly overtaken?: boolean;
  /** Answers with a refusal, which is shown beside the fields: nothing that was typed is lost. */
  readonly onSend: (values: Values) => Promise<Refusal | undefined>;
  readonly children?: ComponentChildren;
}

/** Fields and the button that sends them. */
export function Form({ fields, send, grave, overtaken = false, onSend, children }: FormProps): VNode {
  const say = useWords();
  const [values, setValues] = useState<Values>({});
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const ready = !overtaken && fields.every((field) => isFilled(field, (values[field.name] ?? '').trim()));
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || !ready) return;
    setBusy(true);
    const refused = await onSend(
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()])),
    );
    setBusy(false);
    setRefusal(refused);
    if (refused === undefined) setValues({});
  };
  return (
    <form onSubmit={(event) => void submit(event)} class="form">
      {fields.map((field) => (
        <Input
          key={field.name}
          of={field}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {refusal && <RefusalCard of={refusal} />}
      <div class="actions">
        <button type="submit" class={grave ? 'grave' : 'first'} aria-disabled={busy || !ready ? 'true' : undefined}>
          {say(send)}
        </button>
        {children}
      </div>
    </form>
  );
}

/** Whether what was typed into a field can be sent. */
export function isFilled({ optional = false, kind, exactly }: Omit<Field, 'name' | 'label'>, value: string): boolean {
  if (exactly !== undefined) return value === exactly;
  if (value === '') return optional || kind === 'check';
  return kind !== 'number' || (/^\d+$/.test(value) && Number.isSafeInteger(Number(value)));
}

function Input({ of, value, onChange }: { of: Field; value: string; onChange: (value: string) => void }): VNode {
  const id = useId();
  const hint = of.hint === undefined ? undefined : `${id}-hint`;
  const common = { id, name: of.name, 'aria-describedby': hint, autocomplete: 'off' } as const;
  if (of.kind === 'check') {
    return (
      <p class="check">
        <input
          {...common}
          type="checkbox"
          checked={value === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
        <label for={id}>{of.label}</label>
      </p>
    );
  }
  const typed = {
    ...common,
    value,
    required: !of.optional,
    maxLength: CHARACTERS,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
  };
  return (
    <p class="field">
      <label for={id}>{of.label}</label>
      {of.kind === 'date' ? <input {...typed} type="date" /> : <input {...typed} type="text" inputMode={of.kind === 'number' ? 'numeric' : undefined} />}
      {of.hint !== undefined && (
        <span id={hint} class="small">
          {of.hint}
        </span>
      )}
    </p>
  );
}

/** Asks for what a deed needs, over the page. The browser keeps the focus in it, and Escape leaves it. */
export function FormDialog({
  title,
  onClose,
  onSend,
  children,
  ...form
}: Omit<FormProps, 'children'> & {
  title: string;
  onClose: () => void;
  children?: ComponentChildren;
}): VNode {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const sendAndClose = async (values: Values): Promise<Refusal | undefined> => {
    const refused = await onSend(values);
    if (refused === undefined) onClose();
    return refused;
  };
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onCancel={onClose}>
      <h2 id="dialog-title">{title}</h2>
      {children}
      <Form {...form} onSend={sendAndClose}>
        <button type="button" class="second" onClick={onClose}>
          {say('page.cancel')}
        </button>
      </Form>
    </dialog>
  );
}
