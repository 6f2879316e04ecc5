package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.archive.plan.ArchivePaths.fold;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameFoldingTest {
    @Test
    void disregardsCase() {
        assertThat(fold("BEACH.Jpg")).isEqualTo(fold("beach.jPG"));
        assertThat(fold("ΟΔΌΣ")).isEqualTo(fold("οδός"));
        assertThat(fold("STRASSE")).isEqualTo(fold("straße")).isEqualTo(fold("STRAẞE"));
    }

    @Test
    void disregardsHowLettersAreComposed() {
        assertThat(fold("Cafe\u0301")).isEqualTo(fold("CAFÉ"));
        assertThat(fold("\u212B")).isEqualTo(fold("å"));
    }

    @Test
    void tellsDifferentNamesApart() {
        assertThat(fold("Cafe")).isNotEqualTo(fold("Café"));
        assertThat(fold("a1")).isNotEqualTo(fold("a2"));
    }

    /** Windows compares by simple mappings of one character; full mappings may give several. */
    @Test
    void foldsTheOtherCasesOfEveryLetter() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(character -> Character.isLetter(character) && !Character.isIdeographic(character))
                        .filter(character -> !foldsLikeItsOtherCases(character)))
                .isEmpty();
    }

    private static boolean foldsLikeItsOtherCases(int character) {
        String text = Character.toString(character);
        String folded = fold(text);
        return folded.equals(fold(text.toUpperCase(Locale.ROOT)))
                && folded.equals(fold(text.toLowerCase(Locale.ROOT)))
                && folded.equals(fold(Character.toString(Character.toUpperCase(character))))
                && folded.equals(fold(Character.toString(Character.toTitleCase(character))))
                && folded.equals(fold(Normalizer.normalize(text, Normalizer.Form.NFC)));
    }
}
