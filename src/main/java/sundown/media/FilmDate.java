package sundown.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import sundown.media.DateInside.Absent;
import sundown.media.DateInside.FileBytes;
import sundown.media.DateInside.NotKnown;
import sundown.media.DateInside.Present;

/**
 * The date inside a film: the creation times of the film, of its tracks, and of their media, or a date of its metadata,
 * all of it in its box {@code moov}. The times are in UTC, and written in place of zeros, so that nothing moves.
 *
 * @see <a href="https://www.iso.org/standard/83102.html">ISO/IEC 14496-12: 4.2, 8.2.2, 8.3.2, 8.4.2</a>
 * @see <a href="https://developer.apple.com/documentation/quicktime-file-format/movie_header_atom">QuickTime</a>
 */
final class FilmDate {
    private static final Instant FIRST_TIME = Instant.parse("1904-01-01T00:00:00Z");

    /** The names of dates in metadata: of iTunes, and of QuickTime as iPhones write it. */
    private static final List<String> METADATA = List.of("\u00A9day", "creationdate");

    /** 2040: the first time that does not fit into 4 bytes. */
    private static final long SHORT_TIME_END = 1L << 32;

    private static final int BOXES_MAX = 64;

    /** A read that mostly has all headers of a short film. */
    private static final int BLOCK_BYTES = 64 << 10;

    /** An hour of film has less than a megabyte of headers. */
    private static final long HEADERS_BYTES_MAX = 16 << 20;

    private final long offset;
    private final ByteBuffer moov;
    private final List<Field> times = new ArrayList<>();

    /** A field with a time: seconds since 1904, in 4 or 8 bytes. */
    private record Field(int offset, int bytes, long seconds) {}

    private FilmDate(long offset, byte[] moov) {
        this.offset = offset;
        this.moov = ByteBuffer.wrap(moov);
    }

    static DateInside look(byte[] head, FileBytes rest, Optional<KnownDate> known) throws IOException {
        return find(head, rest).map(film -> film.look(known)).orElseGet(NotKnown::new);
    }

    /** The headers, before or after the pictures. */
    private static Optional<FilmDate> find(byte[] head, FileBytes rest) throws IOException {
        long offset = 0;
        for (int count = 0; count < BOXES_MAX; count++) {
            byte[] block = offset + Box.HEADER_BYTES_MAX <= head.length
                    ? Arrays.copyOfRange(head, (int) offset, head.length)
                    : rest.read(offset, BLOCK_BYTES);
            if (block.length < Box.HEADER_BYTES_MAX) {
                return Optional.empty();
            }
            Box box = Box.at(ByteBuffer.wrap(block), 0);
            boolean found = box.type.equals("moov");
            if (box.bytes < box.header || (found && box.bytes > HEADERS_BYTES_MAX)) {
                return Optional.empty();
            }
            if (found) {
                int bytes = (int) box.bytes;
                byte[] moov = bytes <= block.length ? Arrays.copyOf(block, bytes) : rest.read(offset, bytes);
                return Optional.of(new FilmDate(offset, moov)).filter(_ -> moov.length == bytes);
            }
            offset += box.bytes;
        }
        return Optional.empty();
    }

    /**
     * A box in a buffer.
     *
     * @param header the bytes before its content
     * @param bytes its length with them
     */
    private record Box(String type, int header, long bytes) {
        private static final int HEADER_BYTES_MAX = 16;
        private static final int HEADER_BYTES = 8;

        static Box at(ByteBuffer file, int offset) {
            long bytes = Integer.toUnsignedLong(file.getInt(offset));
            byte[] type = new byte[4];
            file.get(offset + 4, type);
            boolean longer = bytes == 1;
            return new Box(
                    new String(type, ISO_8859_1),
                    longer ? HEADER_BYTES_MAX : HEADER_BYTES,
                    longer ? file.getLong(offset + HEADER_BYTES) : bytes);
        }
    }

    private DateInside look(Optional<KnownDate> known) {
        try {
            collect(0, moov.limit());
        } catch (IndexOutOfBoundsException broken) {
            return new NotKnown();
        }
        String text = new String(moov.array(), ISO_8859_1);
        if (times.isEmpty()) {
            return new NotKnown();
        }
        if (times.stream().anyMatch(time -> time.seconds != 0)
                || METADATA.stream().anyMatch(text::contains)) {
            return new Present();
        }
        return new Absent(known.map(this::additions).orElse(List.of()));
    }

    private void collect(int begin, int end) {
        for (int at = begin; at < end; ) {
            Box box = Box.at(moov, at);
            if (box.bytes < box.header || box.bytes > end - at) {
                throw new IndexOutOfBoundsException("a box is not in its box");
            }
            int content = at + box.header;
            at += (int) box.bytes;
            switch (box.type) {
                case "moov", "trak", "mdia" -> collect(content, at);
                case "mvhd", "tkhd", "mdhd" -> addTimes(content);
                default -> {
                    // No other box has a time.
                }
            }
        }
    }

    /** The times of creation and of modification, after a version and flags. */
    private void addTimes(int header) {
        int bytes = moov.get(header) == 0 ? Integer.BYTES : Long.BYTES;
        for (int at = header + 4; at <= header + 4 + bytes; at += bytes) {
            times.add(new Field(
                    at, bytes, bytes == Integer.BYTES ? Integer.toUnsignedLong(moov.getInt(at)) : moov.getLong(at)));
        }
    }

    /** The date in each field; none if a field cannot have it. */
    private List<Splice> additions(KnownDate known) {
        long seconds = Duration.between(FIRST_TIME, known.at()).toSeconds();
        boolean fits =
                seconds > 0 && times.stream().allMatch(time -> time.bytes == Long.BYTES || seconds < SHORT_TIME_END);
        return fits ? times.stream().map(time -> addition(time, seconds)).toList() : List.of();
    }

    private Splice addition(Field time, long seconds) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).putLong(0, seconds);
        return new Splice(offset + time.offset, time.bytes, bytes.slice(Long.BYTES - time.bytes, time.bytes));
    }
}
