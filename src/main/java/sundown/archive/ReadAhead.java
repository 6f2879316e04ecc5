package sundown.archive;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryObjects;
import sundown.gallery.GalleryObjects.ObjectVersion;
import sundown.gallery.GalleryObjects.Section;
import sundown.sweep.SeveralAtOnce;

/**
 * Reads items ahead, several requests at once, so that the network and the processor do not wait for each other. An
 * item that is longer than a section is read in parallel sections, all of one version.
 */
@Singleton
final class ReadAhead {
    /** So many requests hide the wait for the first byte of small items. Each keeps a section in memory. */
    private static final int CONCURRENT_REQUESTS = 4;

    /** How often a section that breaks off is requested before the attempt at the volume fails. */
    private static final int REQUESTS_MAX = 3;

    private static final Buffer NO_BUFFER = new Buffer(0);

    private final GalleryObjects gallery;
    private final SeveralAtOnce several;
    private final int sectionBytes;
    private final Queue<Buffer> spare = new ConcurrentLinkedQueue<>();

    ReadAhead(GalleryObjects gallery, SeveralAtOnce several, ArchiveSettings settings) {
        this.gallery = gallery;
        this.several = several;
        this.sectionBytes = settings.sectionBytes();
    }

    /** Memory for a section. */
    static final class Buffer {
        final byte[] bytes;

        Buffer(int length) {
            bytes = new byte[length];
        }
    }

    /**
     * A section of an item.
     *
     * @param length of the section; the buffer may be longer
     * @param wrong the reason for which the item cannot be read
     */
    record Piece(ArchiveItem item, long offset, Buffer buffer, int length, Optional<LeftOut.Reason> wrong) {
        boolean first() {
            return offset == 0;
        }

        boolean last() {
            return offset + length == item.bytes();
        }
    }

    /** The sections of items, in their order. All items have an object. */
    Stream<Piece> read(List<ArchiveItem> items) {
        return several.stream(items.stream().flatMap(this::sections), CONCURRENT_REQUESTS, this::fetched);
    }

    /** Reads a few bytes of an item, or fewer where it ends or has changed. */
    byte[] read(ArchiveItem item, long offset, int length) throws IOException {
        return switch (gallery.open(item.object().orElseThrow().version(), offset, length)) {
            case Section.Found found -> {
                try (found) {
                    yield found.stream().readNBytes(length);
                }
            }
            case Section.Changed _, Section.Gone _ -> new byte[0];
        };
    }

    /** Takes back the buffer of a section, for a later one. */
    void done(Piece piece) {
        spare.add(piece.buffer());
    }

    private Stream<Piece> sections(ArchiveItem item) {
        return LongStream.rangeClosed(0, Math.max(0, item.bytes() - 1) / sectionBytes)
                .map(section -> section * sectionBytes)
                .mapToObj(offset -> new Piece(
                        item,
                        offset,
                        NO_BUFFER,
                        (int) Math.min(sectionBytes, item.bytes() - offset),
                        Optional.empty()));
    }

    private Piece fetched(Piece section) {
        Buffer buffer = Optional.ofNullable(spare.poll()).orElseGet(() -> new Buffer(sectionBytes));
        for (int request = 1; ; request++) {
            try {
                return new Piece(
                        section.item(), section.offset(), buffer, section.length(), fetch(section, buffer.bytes));
            } catch (IOException broken) {
                if (request == REQUESTS_MAX) {
                    throw new RetryableFailure("the bytes of an item broke off", broken);
                }
            }
        }
    }

    private Optional<LeftOut.Reason> fetch(Piece section, byte[] buffer) throws IOException {
        return switch (open(section)) {
            case Section.Found found -> {
                try (found) {
                    boolean whole = found.bytes() == section.length()
                            && found.stream().readNBytes(buffer, 0, section.length()) == section.length();
                    yield whole ? Optional.empty() : Optional.of(LeftOut.Reason.CHANGED);
                }
            }
            case Section.Changed _ -> Optional.of(LeftOut.Reason.CHANGED);
            case Section.Gone _ -> Optional.of(LeftOut.Reason.GONE);
        };
    }

    private Section open(Piece section) {
        ObjectVersion version = section.item().object().orElseThrow().version();
        return section.length() == section.item().bytes()
                ? gallery.open(version)
                : gallery.open(version, section.offset(), section.length());
    }
}
