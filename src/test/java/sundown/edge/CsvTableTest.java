package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    @Test
    void quotesAllButNumbersAndColumnNames() {
        assertThat(CsvTable.header("name", "date taken")).isEqualTo("name,date taken\r\n");
        assertThat(CsvTable.line("a.jpg", 7, -8L, Instant.EPOCH))
                .isEqualTo("\"a.jpg\",7,-8,\"1970-01-01T00:00:00Z\"\r\n");
        assertThat(CsvTable.line("my \"best\", photo\n.jpg")).isEqualTo("\"my \"\"best\"\", photo\n.jpg\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"})
    void keepsASpreadsheetFromTakingATextForAFormula(String text) {
        assertThat(CsvTable.line(text, text)).isEqualTo("\"'" + text + "\",\"'" + text + "\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMG-1=2.jpg", "", "祖母.jpg"})
    void leavesOrdinaryTextsAsTheyAre(String text) {
        assertThat(CsvTable.line(text)).isEqualTo("\"" + text + "\"\r\n");
    }

    @Test
    void escapesWhatCouldForgeALineOrChangeItsLook() {
        assertThat(PlainText.of("a\nb\r\t\u0000\u001b[2J\u007f\u2028\u202egnp.exe\u200b\ufeff"))
                .isEqualTo("a\\u000ab\\u000d\\u0009\\u0000\\u001b[2J\\u007f\\u2028\\u202egnp.exe\\u200b\\ufeff");
        assertThat(PlainText.of("\ud800 \udb40\udc41")).isEqualTo("\\ud800 \\udb40\\udc41");
        assertThat(PlainText.of("Été 📷 सूर्यास्त.jpg")).isEqualTo("Été 📷 सूर्यास्त.jpg");
        assertThat(PlainText.of("a\\u000ab")).as("no text reads like an escape").isEqualTo("a\\\\u000ab");
    }

    @Test
    void hasALineForAnyText() {
        assertThat(PlainText.line("ok\u2028audit: approve-purge\r\nby\u0085 \u202eGrace\u200b\ud800"))
                .isEqualTo("ok?audit: approve-purge??by? ?Grace??");
        assertThat(PlainText.line("Été 📷 सूर्यास्त")).isEqualTo("Été 📷 सूर्यास्त");
    }
}
