package sundown.cli.adopt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file or a folder on this machine. */
public record LocalPlace(Path path) implements Place {
    @Override
    public Place child(String name) {
        return new LocalPlace(path.resolve(name));
    }

    @Override
    public Place parent() {
        return new LocalPlace(path.toAbsolutePath().getParent());
    }

    @Override
    public String absolute() {
        return path.toAbsolutePath().normalize().toString();
    }

    @Override
    public Optional<Source> find() throws IOException {
        return Files.isRegularFile(path) ? Optional.of(source(path)) : Optional.empty();
    }

    @Override
    public List<Source> matching() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        List<Path> found = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> matching =
                    Files.newDirectoryStream(folder, path.getFileName().toString())) {
                matching.forEach(found::add);
            }
        }
        List<Source> sources = new ArrayList<>();
        for (Path file : found.stream().sorted().toList()) {
            sources.add(source(file));
        }
        return sources;
    }

    private static Source source(Path file) throws IOException {
        return new Source(
                new LocalPlace(file),
                Files.size(file),
                Files.getLastModifiedTime(file).toString(),
                () -> Files.newInputStream(file));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
