package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.unzip.UnzipProgram;
import sundown.local.unzip.UnzipProgram.ListedEntry;
import sundown.local.unzip.UnzipProgram.SevenZip;

/** Volumes with more entries, and longer ones, than the fields of a ZIP file were made for. */
@Tag("thorough")
class LargeVolumesTest {
    private static final String PROGRAMS = "sundown.local.unzip.UnzipProgram#all";
    private static final int MANY = 70_000;
    private static final long OVER_4_GIB = 5_000_000_000L;

    /** The smallest entry that needs Zip64: encrypted, it is 28 bytes longer. */
    private static final long AT_THE_LIMIT = 0xFFFF_FFFFL - 28;

    @TempDir
    private Path folder;

    private Path volume;

    @BeforeEach
    void nameVolume() {
        volume = folder.resolve("volume.zip");
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    @Tag("large")
    void entriesAroundFourGibibytesAreListed(UnzipProgram program) throws Exception {
        List<Given.Entry> entries = Given.entries(7, AT_THE_LIMIT - 1, AT_THE_LIMIT, OVER_4_GIB, 1_000);
        try (Holes holes = new Holes(volume)) {
            Given.write(entries, holes);
        }

        assertThat(program.list(volume)).isEqualTo(listed(entries));
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    @Tag("large")
    void manyEntriesAreListed(UnzipProgram program) throws Exception {
        List<Given.Entry> entries = many();
        write(entries);

        assertThat(program.list(volume)).isEqualTo(listed(entries));
    }

    @Test
    @Tag("large")
    void manyEntriesAreOpened() throws Exception {
        List<Given.Entry> entries = many();
        write(entries);

        requireContents(new SevenZip(), entries);
    }

    @ParameterizedTest
    @ValueSource(longs = {AT_THE_LIMIT, OVER_4_GIB})
    @Tag("large")
    void anEntryAroundFourGibibytesIsOpened(long bytes) throws Exception {
        List<Given.Entry> entries = Given.entries(7, bytes, 1_000);
        write(entries);

        for (UnzipProgram program : UnzipProgram.all().toList()) {
            requireContents(program, entries);
        }
    }

    private void write(List<Given.Entry> entries) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(volume), 1 << 20)) {
            Given.write(entries, file);
        }
    }

    private void requireContents(UnzipProgram program, List<Given.Entry> entries) throws Exception {
        MessageDigest found = MessageDigest.getInstance("SHA-256");
        OutputStream target = new DigestOutputStream(OutputStream.nullOutputStream(), found);

        assertThat(program.contents(volume, Given.PASSWORD, target))
                .as("%s", program)
                .isTrue();
        assertThat(found.digest()).as("%s", program).isEqualTo(digest(entries));
    }

    private static byte[] digest(List<Given.Entry> entries) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Given.Entry entry : entries) {
            entry.contents(digest::update);
        }
        return digest.digest();
    }

    private static List<Given.Entry> many() {
        return IntStream.range(0, MANY)
                .mapToObj(index -> new Given.Entry("album " + index / 1000 + "/" + index, index % 300))
                .toList();
    }

    private static List<ListedEntry> listed(List<Given.Entry> entries) {
        return entries.stream()
                .map(entry -> new ListedEntry(entry.path(), entry.bytes()))
                .toList();
    }

    /** A file with holes for contents. */
    private static final class Holes extends OutputStream {
        private static final int HEADERS = 1 << 12;

        private final FileChannel file;

        Holes(Path path) throws IOException {
            this.file = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > HEADERS) {
                file.position(file.position() + length);
            } else {
                file.write(ByteBuffer.wrap(bytes, offset, length));
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
