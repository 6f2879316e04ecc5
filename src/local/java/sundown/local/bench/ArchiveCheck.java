package sundown.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import sundown.local.unzip.Bsdtar;
import sundown.local.unzip.ListedEntry;
import sundown.local.unzip.SevenZip;
import sundown.local.unzip.UnzipProgram;

/** Opens an archive with a program that did not write it. */
final class ArchiveCheck {
    private ArchiveCheck() {}

    /**
     * Reads all of an archive, with its authentication codes.
     *
     * @param bytes what its files must have in all
     * @throws IOException when something is wrong with it
     */
    static void check(Writer writer, Path archive, long bytes) throws IOException, InterruptedException {
        UnzipProgram program = writer == Writer.SEVEN_ZIP ? new Bsdtar() : new SevenZip();
        long listed =
                program.list(archive).stream().mapToLong(ListedEntry::bytes).sum();
        boolean right = program.contents(archive, ArchiveWriter.PASSWORD, OutputStream.nullOutputStream());
        if (!right || listed != bytes) {
            throw new IOException(program + " finds something wrong with the archive of " + writer.label());
        }
    }
}
