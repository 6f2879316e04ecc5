package sundown.cli.adopt;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A file of rows as DynamoDB imports it from S3: DynamoDB JSON, a row a line, packed with gzip. */
final class RowFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Writer lines;

    private RowFile(Writer lines) {
        this.lines = lines;
    }

    static RowFile create(Path file) throws IOException {
        return new RowFile(new BufferedWriter(
                new OutputStreamWriter(new Fast(Files.newOutputStream(file)), StandardCharsets.UTF_8), BUFFER));
    }

    /** Packs five times as fast, to a little more. */
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream file) throws IOException {
            super(file, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    void add(String line) throws IOException {
        lines.write(line);
        lines.write('\n');
    }

    /** The lines of a file; none where there is no file. Close the stream. */
    @SuppressWarnings("resource") // closed with the stream
    static Stream<String> lines(Place file) throws IOException {
        Optional<Source> found = file.find();
        if (found.isEmpty()) {
            return Stream.empty();
        }
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(found.get().open(), BUFFER), StandardCharsets.UTF_8));
        return reader.lines().onClose(() -> {
            try {
                reader.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
