package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
class VolumeRendererTest {
    private static final int CHUNK = 32 * 1024;

    private final VolumeLayout layout = Given.layout(50, 0, 16, 1, 33);
    private final HeldContents contents = Given.contents(layout);

    @Test
    void givesTheSameBytesForEveryCutOfTheVolume() throws IOException {
        VolumeLayout three = Given.layout(33, 0, 16);
        HeldContents bytes = Given.contents(three);
        byte[] whole = Given.whole(three, bytes);

        for (int cut = 0; cut <= whole.length; cut++) {
            assertThat(Given.range(three, bytes, 0, cut)).isEqualTo(Arrays.copyOf(whole, cut));
            assertThat(Given.range(three, bytes, cut, whole.length))
                    .isEqualTo(Arrays.copyOfRange(whole, cut, whole.length));
        }
    }

    @Test
    void givesTheSameBytesForEveryRangeOfAnEntry() throws IOException {
        VolumeLayout one = Given.layout(20);
        HeldContents bytes = Given.contents(one);
        byte[] whole = Given.whole(one, bytes);
        int begin = (int) one.contentsOffset(0) - 2;
        int end = (int) one.directoryOffset() + 2;

        for (int from = begin; from <= end; from++) {
            for (int to = from; to <= end; to++) {
                assertThat(Given.range(one, bytes, from, to)).isEqualTo(Arrays.copyOfRange(whole, from, to));
            }
        }
    }

    @Test
    void givesTheSameBytesForAnyRangeOfLargeEntries() throws IOException {
        VolumeLayout large = Given.layout(3 * CHUNK, 2 * CHUNK + 5, CHUNK - 1, CHUNK);
        HeldContents bytes = Given.contents(large);
        byte[] whole = Given.whole(large, bytes);
        Random random = new Random(3);

        for (int round = 0; round < 100; round++) {
            int from = random.nextInt(whole.length);
            int to = random.nextInt(from, whole.length + 1);
            assertThat(Given.range(large, bytes, from, to)).isEqualTo(Arrays.copyOfRange(whole, from, to));
        }
    }

    @Test
    void fillsAsMuchAsIsAskedForUntilNothingIsLeft() throws IOException {
        VolumeLayout large = Given.layout(2 * CHUNK, 100);
        byte[] whole = Given.whole(large, Given.contents(large));
        byte[] target = new byte[whole.length + 9];
        try (VolumeRenderer renderer =
                new VolumeRenderer(large, Given.PASSWORD, Given.contents(large), 0, whole.length)) {
            assertThat(renderer.render(target, 7, 0)).isZero();
            assertThat(renderer.render(target, 7, 40_001)).isEqualTo(40_001);
            assertThat(renderer.render(target, 40_008, target.length - 40_008)).isEqualTo(whole.length - 40_001);
            assertThat(renderer.render(target, 0, 1)).isEqualTo(-1);
        }

        assertThat(Arrays.copyOfRange(target, 7, whole.length + 7)).isEqualTo(whole);
    }

    @Test
    void placesEachEntryWhereTheLayoutSays() throws IOException {
        byte[] whole = Given.whole(layout, contents);

        for (int entry = 0; entry < layout.entries().size(); entry++) {
            byte[] header = Headers.local(layout.entries().get(entry)).array();
            int offset = (int) layout.offsetOf(entry);
            assertThat(Arrays.copyOfRange(whole, offset, offset + header.length))
                    .isEqualTo(header);
            assertThat(Arrays.copyOfRange(whole, offset + header.length, offset + header.length + 16))
                    .isEqualTo(layout.entries().get(entry).salt().bytes());
        }
    }

    @Test
    void opensEachEntryOnceAndClosesIt() throws IOException {
        Given.whole(layout, contents);

        assertThat(contents.openings())
                .isEqualTo(IntStream.range(0, 5)
                        .mapToObj(entry -> new HeldContents.Opening(entry, 0))
                        .toList());
        assertThat(contents.open()).isZero();
    }

    @Test
    void opensNothingForHeadersAlone() throws IOException {
        Given.range(layout, contents, 0, layout.contentsOffset(0));
        Given.range(layout, contents, layout.directoryOffset(), layout.bytes());

        assertThat(contents.openings()).isEmpty();
    }

    @Test
    void opensContentsAtTheBlockWhereTheRangeBegins() throws IOException {
        long begin = layout.contentsOffset(0);
        for (long offset : LongStream.of(1, 15, 16, 17, 49).toArray()) {
            Given.range(layout, contents, begin + offset, layout.codeOffset(0));
        }

        assertThat(contents.openings().stream().map(HeldContents.Opening::offset))
                .containsExactly(0L, 0L, 16L, 16L, 48L);
        assertThat(contents.open()).isZero();
    }

    @Test
    void readsAnEntryFromItsBeginningForItsCode() throws IOException {
        Given.range(layout, contents, layout.contentsOffset(0) + 32, layout.codeOffset(0) + 1);
        Given.range(layout, contents, layout.codeOffset(0) + 9, layout.offsetOf(1));

        assertThat(contents.openings()).containsExactly(new HeldContents.Opening(0, 0), new HeldContents.Opening(0, 0));
        assertThat(contents.open()).isZero();
    }

    @Test
    void givesOnlyTheEndOfAVolumeWithoutEntries() throws IOException {
        VolumeLayout empty = Given.layout();

        assertThat(Given.whole(empty, new HeldContents(List.of())))
                .isEqualTo(Given.hex("504b0506 0000 0000 0000 0000 00000000 00000000 0000"));
    }

    @Test
    void refusesRangesOutsideOfTheVolume() {
        assertThatThrownBy(() -> Given.range(layout, contents, 0, layout.bytes() + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Given.range(layout, contents, -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
