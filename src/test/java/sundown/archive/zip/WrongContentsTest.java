package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.archive.zip.EntryContents.WrongContentsException;
import sundown.archive.zip.EntryContents.WrongContentsException.Reason;

class WrongContentsTest {
    private static final int CHUNK = 32 * 1024;

    @ParameterizedTest
    @ValueSource(ints = {1, 50, CHUNK, CHUNK + 1})
    void anEntryIsNeverPadded(int bytes) {
        VolumeLayout layout = Given.layout(7, bytes);
        HeldContents contents = new HeldContents(List.of(new byte[7], new byte[bytes - 1]));

        assertWrong(Reason.SHORTER, () -> Given.whole(layout, contents));
        assertThat(contents.open()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, CHUNK})
    void anEntryIsNeverCutOff(int bytes) {
        VolumeLayout layout = Given.layout(7, bytes);
        HeldContents contents = new HeldContents(List.of(new byte[7], new byte[bytes + 1]));

        assertWrong(Reason.LONGER, () -> Given.whole(layout, contents));
        assertThat(contents.open()).isZero();
    }

    @Test
    void longerContentsAreFoundWithTheCode() throws IOException {
        VolumeLayout layout = Given.layout(7, 50);
        HeldContents contents = new HeldContents(List.of(new byte[7], new byte[51]));

        Given.range(layout, contents, 0, layout.codeOffset(1));
        assertWrong(Reason.LONGER, () -> Given.range(layout, contents, layout.codeOffset(1), layout.codeOffset(1) + 1));
    }

    @Test
    void aFailureOfTheContentsIsPassedOn() {
        VolumeLayout layout = Given.layout(7, 50);

        assertWrong(
                Reason.CHANGED,
                () -> Given.whole(layout, (entry, offset) -> {
                    if (entry == 1) {
                        throw new WrongContentsException(1, Reason.CHANGED);
                    }
                    return Given.contents(layout).open(entry, offset);
                }));
    }

    @Test
    void theMessageNamesTheEntryByItsNumber() {
        assertThat(new WrongContentsException(12, Reason.GONE)).hasMessage("the contents of entry 12 are gone");
    }

    private static void assertWrong(Reason reason, ThrowingCallable rendering) {
        assertThatExceptionOfType(WrongContentsException.class)
                .isThrownBy(rendering)
                .satisfies(wrong -> {
                    assertThat(wrong.entry()).isEqualTo(1);
                    assertThat(wrong.reason()).isEqualTo(reason);
                });
    }
}
