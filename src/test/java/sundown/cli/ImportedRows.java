package sundown.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The lines of what an import wrote. */
final class ImportedRows {
    private ImportedRows() {}

    /** @param folder of a table, or of its delta */
    static List<String> of(Path folder) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
                    new String(packed.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(rows::add);
                }
            }
        }
        return rows;
    }
}
