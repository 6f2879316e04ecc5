package sundown.local.unzip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import sundown.secret.Secret;

/** A program that opens password-protected volumes, and shares no code with what makes them. */
public interface UnzipProgram {
    /** All that are tested. */
    static Stream<UnzipProgram> all() {
        return Stream.of(new SevenZip(), new Bsdtar(), new Zip4j());
    }

    /** A volume's entries in their order. */
    List<ListedEntry> list(Path volume) throws IOException, InterruptedException;

    /** Writes all entries into a folder; false where it found something wrong. */
    boolean extract(Path volume, Secret password, Path folder) throws IOException, InterruptedException;

    /** Writes the contents of all entries one after the other; false where it found something wrong. */
    boolean contents(Path volume, Secret password, OutputStream target) throws IOException, InterruptedException;

    /**
     * What a program tells of an entry without the password.
     *
     * @param bytes the length of its contents
     */
    record ListedEntry(String path, long bytes) {}
}
