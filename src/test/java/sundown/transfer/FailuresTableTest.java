package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTableTest {
    private static final String HEADER = "name,bytes,reason\r\n";

    @Test
    void hasAHeaderAndALineForEachItem() {
        assertThat(FailuresTable.write(List.of(named("a.jpg"), named("b.jpg"))))
                .isEqualTo(
                        HEADER + "\"a.jpg\",10,\"The file is empty.\"\r\n" + "\"b.jpg\",10,\"The file is empty.\"\r\n");
    }

    @Test
    void hasAHeaderWhenNothingFailed() {
        assertThat(FailuresTable.write(List.of())).isEqualTo(HEADER);
    }

    @Test
    void doublesQuotesAndKeepsCommasAndLinesInsideThem() {
        assertThat(written("my \"best\", photo\n.jpg")).isEqualTo("\"my \"\"best\"\", photo\n.jpg\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1.jpg", "+1.jpg", "-1.jpg", "@SUM(A1).jpg", "\t=1.jpg", "\r=1.jpg", "\n=1.jpg"})
    void keepsASpreadsheetFromTakingANameForAFormula(String name) {
        assertThat(written(name)).isEqualTo("\"'" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"＝1.jpg", "＋1.jpg", "－1.jpg", "＠1.jpg"})
    void knowsTheWideFormsOfThoseCharacters(String name) {
        assertThat(written(name)).isEqualTo("\"'" + name + "\"");
    }

    @Test
    void leavesOrdinaryNamesAsTheyAre() {
        assertThat(written("IMG-1=2.jpg")).isEqualTo("\"IMG-1=2.jpg\"");
        assertThat(written("")).isEqualTo("\"\"");
        assertThat(written("祖母.jpg")).isEqualTo("\"祖母.jpg\"");
    }

    private static String written(String name) {
        String table = FailuresTable.write(List.of(named(name)));
        return table.substring(HEADER.length(), table.length() - ",10,\"The file is empty.\"\r\n".length());
    }

    private static FailedItem named(String name) {
        return new FailedItem(Given.item(1), name, 10, FailureReason.EMPTY, Given.NOW);
    }
}
