package sundown.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an archive goes. */
final class Output {
    private Output() {}

    /** Opens a file by its name, or nothing where the name is empty. */
    static OutputStream open(String file) throws IOException {
        return file.isEmpty() ? OutputStream.nullOutputStream() : Files.newOutputStream(Path.of(file));
    }
}
