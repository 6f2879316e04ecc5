package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void namesItsColumnsFirst() {
        assertThat(CsvTable.header("name", "date taken")).isEqualTo("name,date taken\r\n");
    }

    @Test
    void quotesAllButNumbers() {
        assertThat(CsvTable.line("a.jpg", 7, 8L, Instant.EPOCH))
                .isEqualTo("\"a.jpg\",7,8,\"1970-01-01T00:00:00Z\"\r\n");
    }

    @Test
    void doublesQuotesAndKeepsCommasAndLinesInsideThem() {
        assertThat(CsvTable.line("my \"best\", photo\n.jpg")).isEqualTo("\"my \"\"best\"\", photo\n.jpg\"\r\n");
    }

    @Test
    void keepsASpreadsheetFromTakingATextForAFormulaInAnyCell() {
        assertThat(CsvTable.line("=1", "@2", "＋3")).isEqualTo("\"'=1\",\"'@2\",\"'＋3\"\r\n");
    }

    @Test
    void leavesNumbersBelowZeroNumbers() {
        assertThat(CsvTable.line(-1)).isEqualTo("-1\r\n");
    }
}
