package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ZipEntryTest {
    @Test
    void hasAPathOfAtMost65535Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Given.entry("", 1));
        assertThatCode(() -> Given.entry("ü".repeat(32_767), 1)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> Given.entry("ü".repeat(32_768), 1));
    }

    @Test
    void hasAPathOfWholeCharacters() {
        assertThatCode(() -> Given.entry("\uD83D\uDE00.jpg", 1)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> Given.entry("\uD83D.jpg", 1));
    }

    @Test
    void hasNoFewerThan0Bytes() {
        assertThatCode(() -> Given.entry("a", 0)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> Given.entry("a", -1));
    }

    @Test
    void keepsItsPathToItself() {
        assertThat(Given.entry("Secret album/a.jpg", 7)).hasToString("ZipEntry[7 bytes]");
    }
}
