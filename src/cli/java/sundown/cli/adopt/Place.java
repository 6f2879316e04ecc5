package sundown.cli.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file or a folder, on this machine or in S3. Its text is what a user calls it. */
public sealed interface Place permits Place.LocalPlace, S3Place {
    /**
     * Takes a path, or {@code s3://bucket/key}.
     *
     * @throws IllegalArgumentException with a sentence for the user when it is neither
     */
    static Place of(String name) {
        return name.startsWith(S3Place.SCHEME) ? S3Place.of(name) : new LocalPlace(Path.of(name));
    }

    /** What a name means in this folder: something in it, or a place of its own. */
    default Place resolve(String name) {
        return name.startsWith(S3Place.SCHEME) ? of(name) : child(name);
    }

    /** Something in this folder, by its path from there. */
    Place child(String name);

    /** The folder in which it is. */
    Place parent();

    /** The same text wherever it is read. */
    String absolute();

    /** The file, if there is one. */
    Optional<Source> find() throws IOException;

    /** The files in the same folder with names of this pattern, in the order of their names. */
    List<Source> matching() throws IOException;

    /** The bytes of this file, from the first on. */
    InputStream open(Source found) throws IOException;

    /** The file. */
    default Source require() throws IOException {
        return find().orElseThrow(() -> new IllegalArgumentException("There is no file " + this + "."));
    }

    /** The file, or else those of the pattern; at least one. */
    default List<Source> files() throws IOException {
        List<Source> files = find().map(List::of).orElse(List.of());
        List<Source> found = files.isEmpty() ? matching() : files;
        return found.isEmpty() ? List.of(require()) : found;
    }

    /** The text of the file, in UTF-8. */
    default String text() throws IOException {
        try (InputStream bytes = require().open()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * A file to read, as it was when it was found.
     *
     * @param version the time of its last change, or its ETag
     */
    record Source(Place place, long bytes, String version) {
        InputStream open() throws IOException {
            return place.open(this);
        }

        @Override
        public String toString() {
            return place.toString();
        }
    }

    /** A file or a folder on this machine. */
    record LocalPlace(Path path) implements Place {
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
            return Files.isRegularFile(path)
                    ? Optional.of(new Source(
                            this,
                            Files.size(path),
                            Files.getLastModifiedTime(path).toString()))
                    : Optional.empty();
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
                new LocalPlace(file).find().ifPresent(sources::add);
            }
            return sources;
        }

        @Override
        public InputStream open(Source found) throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
