package sundown.cli.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.gallery.ObjectKey;
import sundown.purge.AuditFiles;

/** A copy of the audit bucket in a folder. It is read alone. */
public record AuditCopy(Path folder) implements AuditFiles {
    /**
     * The copy in a folder.
     *
     * @throws IOException when it is no folder
     */
    public static AuditCopy of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder.");
        }
        return new AuditCopy(folder);
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] bytes) {
        throw new UnsupportedOperationException("a copy is read alone");
    }

    @Override
    public boolean has(ObjectKey key) {
        return Files.isRegularFile(file(key));
    }

    @Override
    public Optional<byte[]> read(ObjectKey key) {
        try {
            return has(key) ? Optional.of(Files.readAllBytes(file(key))) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Stream<ObjectKey> list(String prefix) {
        return keys().filter(key -> key.startsWith(prefix)).map(ObjectKey::new);
    }

    @Override
    public Stream<String> folders(String prefix) {
        return keys().filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(rest -> rest.contains("/"))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct();
    }

    private Path file(ObjectKey key) {
        return folder.resolve(key.value());
    }

    private Stream<String> keys() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
