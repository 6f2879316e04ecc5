package sundown.cli.adopt;

import java.io.IOException;

/** The lines of a part of the import before, each as one value. */
final class LineReader implements RowReader {
    private static final int LONGEST_LINE = 1 << 20;

    private final Bytes bytes;

    LineReader(Source file) throws IOException {
        this.bytes = new Bytes(file, LONGEST_LINE, _ -> {});
    }

    @Override
    public boolean next(Row row) throws IOException {
        int one = bytes.read();
        for (; one >= 0 && one != '\n'; one = bytes.read()) {
            bytes.keep(one);
        }
        if (bytes.length() == 0) {
            return false;
        }
        row.begin(0);
        row.cells[0] = bytes.take();
        return true;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
