package sundown.archive.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** The plain bytes of a volume's entries. */
public interface EntryContents {
    /**
     * Opens an entry's contents from an offset to their end; the renderer closes the stream. The renderer opens each
     * entry of a range once, even an empty one, so that it finds bytes that were not planned.
     *
     * @param entry its index in the layout
     * @param offset 0 or a multiple of 16 below the entry's length
     * @throws WrongContentsException when they differ from the plan
     */
    InputStream open(int entry, long offset) throws IOException;

    /** The contents of an entry differ from the plan: the volume needs a new plan without the entry. */
    final class WrongContentsException extends IOException {
        private static final long serialVersionUID = 1;

        private final int entry;
        private final Reason reason;

        /** Reports an entry by its index in the layout. */
        public WrongContentsException(int entry, Reason reason) {
            super("the contents of entry " + entry + " are " + reason.name().toLowerCase(Locale.ROOT));
            this.entry = entry;
            this.reason = reason;
        }

        /** The entry's index in the layout. */
        public int entry() {
            return entry;
        }

        /** What is wrong. */
        public Reason reason() {
            return reason;
        }

        /** How the contents differ from the plan. */
        public enum Reason {
            /** They end before the planned length. */
            SHORTER,
            /** They continue after the planned length. */
            LONGER,
            /** They are no longer the same bytes. */
            CHANGED,
            /** They no longer exist. */
            GONE
        }
    }
}
