package sundown.archive.zip;

import java.io.IOException;
import java.io.InputStream;

/** The plain bytes of a volume's entries. */
public interface EntryContents {
    /**
     * Opens an entry's contents from an offset to their end; the renderer closes the stream. An entry is opened once
     * for a range of the volume, also where it has no bytes, so that bytes that nobody planned are found.
     *
     * @param entry its index in the layout
     * @param offset 0 or a multiple of 16 below the entry's length
     * @throws WrongContentsException when they are not what was planned
     */
    InputStream open(int entry, long offset) throws IOException;
}
