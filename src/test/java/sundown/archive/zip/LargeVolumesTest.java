package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.unzip.ListedEntry;
import sundown.local.unzip.SevenZip;
import sundown.local.unzip.UnzipProgram;

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
    void manyEntriesAreListed(UnzipProgram program) throws Exception {
        VolumeLayout layout = many(index -> index % 300);
        VolumeFile.writeHeaders(volume, layout);

        assertThat(program.list(volume)).isEqualTo(listed(layout));
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void entriesAroundFourGibibytesAreListed(UnzipProgram program) throws Exception {
        VolumeLayout layout = Given.layout(
                7, AT_THE_LIMIT - 1, AT_THE_LIMIT, AT_THE_LIMIT + 27, AT_THE_LIMIT + 28, OVER_4_GIB, 1_000);
        VolumeFile.writeHeaders(volume, layout);

        assertThat(program.list(volume)).isEqualTo(listed(layout));
    }

    @Test
    @Tag("large")
    void manyEntriesAreOpened() throws Exception {
        VolumeLayout layout = many(index -> index % 2_000);
        VolumeFile.write(volume, layout, new RepeatedContents(layout));

        requireContents(new SevenZip(), layout);
    }

    @ParameterizedTest
    @ValueSource(longs = {AT_THE_LIMIT, OVER_4_GIB})
    @Tag("large")
    void anEntryAroundFourGibibytesIsOpened(long bytes) throws Exception {
        VolumeLayout layout = Given.layout(7, bytes, 1_000);
        VolumeFile.write(volume, layout, new RepeatedContents(layout));

        for (UnzipProgram program : UnzipProgram.all().toList()) {
            requireContents(program, layout);
        }
    }

    private void requireContents(UnzipProgram program, VolumeLayout layout) throws Exception {
        MessageDigest found = MessageDigest.getInstance("SHA-256");
        OutputStream target = new DigestOutputStream(OutputStream.nullOutputStream(), found);

        assertThat(program.contents(volume, Given.PASSWORD, target))
                .as("%s", program)
                .isTrue();
        assertThat(found.digest()).as("%s", program).isEqualTo(digest(layout));
    }

    private static byte[] digest(VolumeLayout layout) throws Exception {
        EntryContents contents = new RepeatedContents(layout);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        OutputStream target = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        for (int entry = 0; entry < layout.entries().size(); entry++) {
            try (InputStream stream = contents.open(entry, 0)) {
                stream.transferTo(target);
            }
        }
        return digest.digest();
    }

    private static VolumeLayout many(LongUnaryOperator bytes) {
        return VolumeLayout.of(IntStream.range(0, MANY)
                .mapToObj(index -> Given.entry("album " + index / 1000 + "/" + index, bytes.applyAsLong(index)))
                .toList());
    }

    private static List<ListedEntry> listed(VolumeLayout layout) {
        return layout.entries().stream()
                .map(entry -> new ListedEntry(entry.path(), entry.bytes()))
                .toList();
    }
}
