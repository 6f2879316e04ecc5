package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.gallery.ETag;

class PartsTest {
    private static final int MIB = 1 << 20;

    @Test
    void haveTheLeastSizeIfThatIsEnough() {
        PartSender.Parts parts = PartSender.Parts.of(4_000_000_000L, 16 * MIB);

        assertThat(parts.partBytes()).isEqualTo(16 * MIB);
        assertThat(parts.count()).isEqualTo(239);
        assertThat(parts.begin(239) + parts.length(239)).isEqualTo(4_000_000_000L);
    }

    @Test
    void growIfThereWouldBeTooMany() {
        PartSender.Parts parts = PartSender.Parts.of(5_000_000_000_000L, 16 * MIB);

        assertThat(parts.count()).isLessThanOrEqualTo(9_000);
        assertThat(parts.partBytes()).isEqualTo(530 * MIB);
    }

    @Test
    void areOneIfEverythingFits() {
        PartSender.Parts parts = PartSender.Parts.of(5, 16 * MIB);

        assertThat(parts.count()).isEqualTo(1);
        assertThat(parts.length(1)).isEqualTo(5);
    }

    @Test
    void includeOnlyPartsOfTheirLength() {
        PartSender.Parts parts = PartSender.Parts.of(2_500, 1_000);

        assertThat(parts.include(part(1, 1_000))).isTrue();
        assertThat(parts.include(part(3, 500))).isTrue();
        assertThat(parts.include(part(3, 1_000))).isFalse();
        assertThat(parts.include(part(2, 999))).isFalse();
        assertThat(parts.include(part(4, 1_000))).isFalse();
    }

    private static UploadedPart part(int number, long bytes) {
        return new UploadedPart(number, bytes, new ETag("\"any\""));
    }
}
