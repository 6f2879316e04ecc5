package sundown.cli.adopt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes keys in any order and keeps them as sorted runs; a few of them are in memory. */
final class Spill {
    private static final int MOST_ROWS = 1 << 14;

    private final ImportFolder folder;
    private final String name;
    private final int parts;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();

    Spill(ImportFolder folder, String name, int parts) {
        this.folder = folder;
        this.name = name;
        this.parts = parts;
    }

    void add(String partition, String sort) throws IOException {
        entries.add(new Entry(new Row(partition, sort, 0, ""), 0, 0));
        if (entries.size() == MOST_ROWS) {
            keep();
        }
    }

    private void keep() throws IOException {
        entries.sort(null);
        offsets.add(folder.keep(name, SortedRuns.run(entries, parts)));
        entries.clear();
    }

    /** Where its runs begin, once all were taken. */
    List<Long> end() throws IOException {
        if (!entries.isEmpty()) {
            keep();
        }
        return offsets;
    }
}
