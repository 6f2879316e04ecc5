package sundown.archive.zip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Contents in memory, which record each opening. */
final class HeldContents implements EntryContents {
    private final List<byte[]> contents;
    private final List<Opening> openings = new ArrayList<>();
    private int open;

    HeldContents(List<byte[]> contents) {
        this.contents = List.copyOf(contents);
    }

    @Override
    public InputStream open(int entry, long offset) {
        openings.add(new Opening(entry, offset));
        open++;
        byte[] bytes = contents.get(entry);
        return new ByteArrayInputStream(bytes, Math.toIntExact(offset), bytes.length) {
            @Override
            public void close() throws IOException {
                open--;
                super.close();
            }
        };
    }

    List<Opening> openings() {
        return List.copyOf(openings);
    }

    /** The number of open streams. */
    int open() {
        return open;
    }

    record Opening(int entry, long offset) {}
}
