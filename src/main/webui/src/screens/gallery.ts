import type { Gallery } from '../api/answer';
import { bytes, text, type Text } from '../language/text';
import { type Fact, panel, type Panel } from './panel';

/** The question that a move needs an answer to: until all is counted, nobody knows that nothing is private. */
export function privateQuestion(gallery: Gallery | undefined): Text | undefined {
  if (gallery?.state !== 'counted') return text('move.private', { count: 0 });
  const count = gallery.hidden.items;
  return count > 0 ? text('move.private', { count }) : undefined;
}

/** What a person must know of their gallery before they start a move or request a download. */
export function beforehand(gallery: Gallery | undefined, what: 'move' | 'archive'): Text[] {
  if (gallery?.state !== 'counted') return [];
  const { items: all, livePhotos, undated, deleted, shared } = gallery;
  const lines = [];
  if (undated !== undefined && undated.items > 0) {
    const { items: count, added, exact } = undated;
    const sure = exact ? 'exact' : 'about';
    lines.push(text(`undated.${sure}.${added > 0 ? 'added' : what}`, { count, all, added }));
  }
  if (livePhotos > 0) lines.push(text(`${what}.live`, { count: livePhotos }));
  if (what === 'move' && deleted.items > 0) lines.push(text('move.deleted', { count: deleted.items }));
  if (what === 'move' && shared.items > 0) lines.push(text('move.shared', { count: shared.items }));
  return lines;
}

/** What a person has, and what Google Photos does not take of it. */
export function galleryPanel(gallery: Gallery): Panel {
  const { state, items, bytes: size, albums, unsupported } = gallery;
  const refused = unsupported.reduce((sum, kind) => sum + kind.items, 0);
  return panel({
    tone: state === 'counted' ? 'good' : 'calm',
    badge: text(`gallery.badge.${state}`),
    title: text(`gallery.title.${state}`, { count: items }),
    lines: state === 'counting' ? [text('gallery.counting')] : [],
    facts: [
      { label: text('gallery.items'), value: text('number', { count: items }) },
      { label: text('gallery.size'), value: text('size', { size: bytes(size) }) },
      { label: text('gallery.albums'), value: text('number', { count: albums }) },
      ...marked(gallery),
    ],
    ...(state === 'counted' && items > 0
      ? {
          after: {
            lead: refused === 0 ? text('gallery.all-supported') : text('gallery.unsupported', { count: refused }),
            facts: unsupported
              .filter((kind) => kind.items > 0)
              .map((kind) => ({
                label: text(`unsupported.${kind.reason}`),
                value: text('tally.value', { count: kind.items, size: bytes(kind.bytes) }),
              })),
          },
        }
      : {}),
  });
}

function marked(gallery: Gallery): Fact[] {
  return (['hidden', 'deleted', 'shared'] as const)
    .filter((mark) => gallery[mark].items > 0)
    .map((mark) => ({
      label: text(`gallery.${mark}`),
      value: text('tally.value', { count: gallery[mark].items, size: bytes(gallery[mark].bytes) }),
    }));
}
