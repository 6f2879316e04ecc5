package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.archive.zip.VolumeLayout.Size;

class VolumeLayoutTest {
    private static final long LIMIT = 0xFFFF_FFFFL;

    /** A local header without its name, and what encryption adds. */
    private static final int LOCAL = 30 + 20 + 28;

    private static final int CENTRAL = 46 + 20;
    private static final int END = 22;
    private static final int ZIP64_END = 56 + 20;

    @Test
    void laysEntriesOneAfterTheOther() {
        VolumeLayout layout = VolumeLayout.of(List.of(Given.entry("a.txt", 3), Given.entry("ü", 0)));

        assertThat(layout.offsetOf(0)).isZero();
        assertThat(layout.contentsOffset(0)).isEqualTo(30 + 20 + 5 + 18);
        assertThat(layout.codeOffset(0)).isEqualTo(30 + 20 + 5 + 18 + 3);
        assertThat(layout.offsetOf(1)).isEqualTo(LOCAL + 5 + 3);
        assertThat(layout.directoryOffset()).isEqualTo(2 * LOCAL + 5 + 3 + 2);
        assertThat(layout.bytes()).isEqualTo(2 * (LOCAL + CENTRAL) + 2 * (5 + 2) + 3 + END);
    }

    @Test
    void hasAnEndEvenWithoutEntries() {
        assertThat(VolumeLayout.of(List.of()).bytes()).isEqualTo(END);
    }

    @Test
    void findsTheEntryOfEachByte() {
        VolumeLayout layout = Given.layout(5, 0, 40);

        for (int entry = 0; entry < 3; entry++) {
            assertThat(layout.entryAt(layout.offsetOf(entry))).isEqualTo(entry);
            assertThat(layout.entryAt(layout.codeOffset(entry) + 9)).isEqualTo(entry);
        }
    }

    @Test
    void growsAtTheLimitsOfFourBytes() {
        assertThat(sizeOf("a", LIMIT - 29)).isEqualTo(LOCAL + CENTRAL + 2 + LIMIT - 29 + ZIP64_END + END);
        assertThat(sizeOf("a", LIMIT - 28)).isEqualTo(LOCAL + 20 + CENTRAL + 12 + 2 + LIMIT - 28 + ZIP64_END + END);
        assertThat(sizeOf("a", LIMIT)).isEqualTo(LOCAL + 20 + CENTRAL + 20 + 2 + LIMIT + ZIP64_END + END);
    }

    @Test
    void growsWhereAnEntryBeginsBeyondFourBytes() {
        long before = LIMIT - LOCAL - 1;
        Size last = Size.EMPTY.plus("a", before - 1);
        Size beyond = Size.EMPTY.plus("a", before);

        assertThat(last.entriesBytes()).isEqualTo(LIMIT - 1);
        assertThat(last.plus("b", 1).directoryBytes()).isEqualTo(2 * (CENTRAL + 1));
        assertThat(beyond.plus("b", 1).directoryBytes()).isEqualTo(2 * (CENTRAL + 1) + 12);
    }

    @Test
    void growsAtTheLimitOfTwoBytesForEntries() {
        Size most = new Size(65_534, 1000, 1000);

        assertThat(most.bytes()).isEqualTo(2000 + END);
        assertThat(most.plus("a", 0).bytes()).isEqualTo(2000 + LOCAL + CENTRAL + 2 + ZIP64_END + END);
    }

    @Test
    void isAsLongAsAPlannerCounted() {
        List<ZipEntry> entries = IntStream.range(0, 70_000)
                .mapToObj(index -> Given.entry("album/" + index, index * 100_000L))
                .toList();
        Size size = Size.EMPTY;
        for (ZipEntry entry : entries) {
            size = size.plus(entry.path(), entry.bytes());
        }

        assertThat(VolumeLayout.of(entries).bytes()).isEqualTo(size.bytes());
    }

    @Test
    void refusesTwoEntriesWithTheSamePathOrSalt() {
        ZipEntry first = Given.entry("a", 1);
        ZipEntry samePath = new ZipEntry("a", 2, Given.MODIFIED, Given.salt(2));
        ZipEntry sameSalt = new ZipEntry("b", 1, Given.MODIFIED, first.salt());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumeLayout.of(List.of(first, samePath)))
                .withMessage("two entries have the same path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumeLayout.of(List.of(first, sameSalt)))
                .withMessage("two entries have the same salt");
    }

    private static long sizeOf(String path, long bytes) {
        return VolumeLayout.of(List.of(Given.entry(path, bytes))).bytes();
    }
}
