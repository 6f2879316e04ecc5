package sundown.media;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whether a file has the date inside at which its photo or video was taken, and how that is added. */
public sealed interface DateInside {
    /** The beginning of a file that mostly has all that comes before its picture. */
    int HEAD_BYTES_MAX = 1 << 20;

    /** Some photos have their metadata behind the picture, or a long profile before it. More is not looked at. */
    int PHOTO_BYTES_MAX = 8 << 20;

    /** The file has a date, be it right or wrong. */
    record Present() implements DateInside {}

    /**
     * The file has no date.
     *
     * @param additions the changes that write the known date into it; none if no date is known, or it takes none
     */
    record Absent(List<Splice> additions) implements DateInside {
        public Absent {
            additions = List.copyOf(additions);
        }
    }

    /** The file is broken, or its format is not understood. */
    record NotKnown() implements DateInside {}

    /** Reads a file where it is wanted. */
    @FunctionalInterface
    interface FileBytes {
        /** The bytes from an offset on: so many, or fewer at the end of the file. */
        byte[] read(long offset, int length) throws IOException;
    }

    /**
     * Looks for the date inside a file.
     *
     * @param head the first bytes of the file, at most {@link #HEAD_BYTES_MAX}
     * @param rest reads a film where its headers are, and more of a photo if the first bytes do not tell
     * @param known the date to add where there is none
     * @throws IOException when the rest cannot be read
     */
    static DateInside look(String fileName, byte[] head, FileBytes rest, Optional<KnownDate> known) throws IOException {
        Optional<MediaType> shown = MediaType.of(fileName, head);
        if (shown.isEmpty()) {
            return new NotKnown();
        }
        MediaType type = shown.get();
        if (type.hasBoxes()) {
            return FilmDate.look(head, rest, known);
        }
        DateInside found = PhotoDate.look(type, head, known);
        if (found instanceof NotKnown && type.kind() == MediaType.Kind.PHOTO) {
            byte[] more = rest.read(0, PHOTO_BYTES_MAX);
            return more.length > head.length ? PhotoDate.look(type, more, known) : found;
        }
        return found;
    }
}
