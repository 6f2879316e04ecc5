package sundown.cli.adopt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A file of rows as DynamoDB imports it from S3: DynamoDB JSON, a row a line, packed with gzip. */
final class RowFile {
    private static final int BUFFER = 1 << 16;

    private RowFile() {}

    static OutputStream packed(OutputStream file) throws IOException {
        return new Fast(file);
    }

    /** Packs five times as fast, to a little more. */
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream file) throws IOException {
            super(file, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
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
}
