package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void leavesWhatPeopleWrite() {
        assertThat(PlainText.of("Été 📷 सूर्यास्त.jpg")).isEqualTo("Été 📷 सूर्यास्त.jpg");
    }

    @Test
    void escapesWhatCouldForgeALineOrChangeItsLook() {
        assertThat(PlainText.of("a\nb\r\t\u0000\u001b[2J\u007f"))
                .isEqualTo("a\\u000ab\\u000d\\u0009\\u0000\\u001b[2J\\u007f");
        assertThat(PlainText.of("\u2028\u2029")).isEqualTo("\\u2028\\u2029");
        assertThat(PlainText.of("\u202egnp.exe\u202c\u2066\u200b\ufeff"))
                .isEqualTo("\\u202egnp.exe\\u202c\\u2066\\u200b\\ufeff");
        assertThat(PlainText.of("\ud800 \udb40\udc41")).isEqualTo("\\ud800 \\udb40\\udc41");
    }

    @Test
    void hasALineForAnyText() {
        assertThat(PlainText.line("ok\u2028audit: approve-purge\r\nby\u0085 \u202eGrace\u200b\ud800"))
                .isEqualTo("ok?audit: approve-purge??by? ?Grace??");
        assertThat(PlainText.line("Été 📷 सूर्यास्त")).isEqualTo("Été 📷 सूर्यास्त");
    }

    @Test
    void letsNoTextReadLikeAnEscape() {
        assertThat(PlainText.of("a\\u000ab")).isEqualTo("a\\\\u000ab");
    }
}
