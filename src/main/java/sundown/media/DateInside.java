package sundown.media;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whether a file has the date inside at which its photo or video was taken, and how that is added. */
public sealed interface DateInside {
    /** Longer beginnings are not looked at: the dates of photos come before their pictures. */
    int HEAD_BYTES_MAX = 1 << 20;

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
     * @param head the first bytes of the file, at most {@link #HEAD_BYTES_MAX}; a photo is looked at in these alone
     * @param rest reads a film where its headers are
     * @param known the date to add where there is none
     * @throws IOException when the rest cannot be read
     */
    static DateInside look(String fileName, byte[] head, FileBytes rest, Optional<KnownDate> known) throws IOException {
        Optional<MediaType> type = MediaType.of(fileName, head);
        return type.filter(MediaType::hasBoxes).isPresent()
                ? FilmDate.look(head, rest, known)
                : PhotoDate.look(head, known.filter(_ -> type.equals(Optional.of(MediaType.JPEG))));
    }
}
