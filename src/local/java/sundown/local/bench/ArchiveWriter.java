package sundown.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import sundown.secret.Secret;

/** Java code that writes a folder's files into one archive, encrypted and not compressed. */
interface ArchiveWriter {
    /** The password of all archives here; it protects nothing. */
    Secret PASSWORD = new Secret("hk4m-9tqz-w7cp-3xrd-8vfn");

    void write(MappedFolder folder, OutputStream target) throws IOException;

    /** Writes into a file by its name, or nowhere if the name is empty. */
    default void write(MappedFolder folder, String file) throws IOException {
        try (OutputStream target =
                file.isEmpty() ? OutputStream.nullOutputStream() : Files.newOutputStream(Path.of(file))) {
            write(folder, target);
        }
    }
}
