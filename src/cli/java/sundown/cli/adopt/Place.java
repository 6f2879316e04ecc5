package sundown.cli.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file or a folder, on this machine or in S3. Its text is what a user calls it. */
public sealed interface Place permits LocalPlace, S3Place {
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

    /** The file, or else those of the pattern; at least one. */
    default List<Source> files() throws IOException {
        Optional<Source> one = find();
        List<Source> files = one.isPresent() ? List.of(one.get()) : matching();
        if (files.isEmpty()) {
            throw missing();
        }
        return files;
    }

    /** The text of the file, in UTF-8. */
    default String text() throws IOException {
        try (InputStream bytes = find().orElseThrow(this::missing).open()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private IllegalArgumentException missing() {
        return new IllegalArgumentException("There is no file " + this + ".");
    }

    /** Reads options; of a failure, the command line ends the sentence. */
    final class Converter implements ITypeConverter<Place> {
        @Override
        public Place convert(String name) {
            try {
                return of(name);
            } catch (IllegalArgumentException unusable) {
                throw new TypeConversionException(unusable.getMessage().replaceFirst("\\.$", ""));
            }
        }
    }
}
