import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Choice, Gallery, Selection, Tally } from '../api/answer';
import { bytes, text, type Text } from '../language/text';
import { ALBUMS_MAX, type Part, partsOf, selectionOf, sumOf, toggled, withKind, wordsOf, yearName } from '../screens/choice';
import { useAnnouncer } from './announcer';
import { Say } from './say';

/** With more albums than these, a person looks for them by name. */
const AT_A_GLANCE = 15;

interface Props {
  readonly what: 'move' | 'archive';
  readonly gallery: Gallery | undefined;
  readonly chosen: Selection;
  /** What was taken before, and is not taken again. */
  readonly before: Choice | undefined;
  readonly onChoose: (chosen: Selection) => void;
}

/** Lets a person choose a part of their gallery. Folded, because most people want everything. */
export function PartChoice({ what, gallery, chosen, before, onChoose }: Props): VNode {
  const announce = useAnnouncer();
  const [open, setOpen] = useState(false);
  const sumAs = (selection: Selection): Text => summary(gallery, selection, before);
  return (
    <fieldset class="choice parts">
      <legend>
        <Say what={text(`choice.title.${what}`)} />
      </legend>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Say what={sumAs(chosen)} />
        </summary>
        {open && gallery?.state !== 'counted' && (
          <p>
            <Say what={text('choice.counting')} />
          </p>
        )}
        {open && gallery?.state === 'counted' && (
          <Lists
            what={what}
            gallery={gallery}
            chosen={chosen}
            before={before}
            onChoose={(selection) => {
              onChoose(selection);
              announce(sumAs(selection));
            }}
          />
        )}
      </details>
    </fieldset>
  );
}

function summary(gallery: Gallery | undefined, chosen: Selection, before: Choice | undefined): Text {
  if (selectionOf(gallery, chosen) === undefined) return text('choice.everything');
  if (gallery?.state !== 'counted') return wordsOf(chosen) ?? text('choice.everything');
  const { tally, exact } = sumOf(gallery, chosen);
  const sum = text('have.counted', { count: tally.items, size: bytes(tally.bytes) });
  return exact && before === undefined ? sum : text('choice.at-most', { sum: { text: sum } });
}

function Lists({ what, gallery, chosen, before, onChoose }: Props & { gallery: Gallery }): VNode {
  const { years, albums } = partsOf(gallery, chosen.kind);
  return (
    <>
      <p class="small">
        <Say what={text('choice.hint')} />
      </p>
      {before && (
        <p class="small">
          <Say what={text('choice.further')} />
        </p>
      )}
      <fieldset>
        <legend>
          <Say what={text('choice.kind')} />
        </legend>
        {([undefined, 'PHOTO', 'VIDEO'] as const).map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name={`kind-${what}`}
              checked={chosen.kind === kind}
              onChange={() => onChoose(withKind(chosen, kind))}
            />
            <span>
              <Say what={text(kind === undefined ? 'gallery.items' : `choice.kind.${kind}`)} />
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>
          <Say what={text('choice.by-year')} />
        </legend>
        <div class="boxes">
          {years.map(({ name, tally }) => (
            <Box
              key={name}
              of={tally}
              checked={chosen.years?.includes(name) ?? false}
              onChange={() => onChoose({ ...chosen, years: toggled(chosen.years, name) })}
            >
              <Say what={yearName(name)} />
            </Box>
          ))}
        </div>
      </fieldset>
      {albums.length > 0 && (
        <Albums
          of={albums}
          chosen={chosen.albums ?? []}
          onToggle={(name) => onChoose({ ...chosen, albums: toggled(chosen.albums, name) })}
        />
      )}
    </>
  );
}

function Albums({
  of,
  chosen,
  onToggle,
}: {
  of: readonly Part<string>[];
  chosen: readonly string[];
  onToggle: (name: string) => void;
}): VNode {
  const [search, setSearch] = useState('');
  const isFull = chosen.length >= ALBUMS_MAX;
  const found = of.filter(({ name }) => name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()));
  return (
    <fieldset>
      <legend>
        <Say what={text('gallery.albums')} />
      </legend>
      {of.length > AT_A_GLANCE && (
        <label class="find">
          <Say what={text('choice.find')} />
          <input
            type="search"
            autocomplete="off"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
            // Enter looks for albums; it does not send the form.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
        </label>
      )}
      {isFull && (
        <p class="small">
          <Say what={text('choice.too-many', { max: ALBUMS_MAX })} />
        </p>
      )}
      <div class="boxes">
        {found.map(({ name, tally }) => {
          const checked = chosen.includes(name);
          return (
            <Box key={name} of={tally} checked={checked} disabled={isFull && !checked} onChange={() => onToggle(name)}>
              <bdi>{name}</bdi>
            </Box>
          );
        })}
      </div>
    </fieldset>
  );
}

function Box({
  of,
  checked,
  disabled = false,
  onChange,
  children,
}: {
  of: Tally;
  checked: boolean;
  disabled?: boolean;
  onChange: () => void;
  children: ComponentChildren;
}): VNode {
  return (
    <label>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={onChange} />
      <span>
        {children}{' '}
        <span class="size">
          <Say what={text('tally.value', { count: of.items, size: bytes(of.bytes) })} />
        </span>
      </span>
    </label>
  );
}
