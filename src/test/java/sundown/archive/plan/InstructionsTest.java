package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.Language;
import sundown.edge.CsvTable;

class InstructionsTest {
    private static final Path TEXTS = Path.of("src/main/resources/archive");
    private static final Path PAGE = Path.of("src/main/webui/messages");

    static List<String> languages() {
        return Instructions.LANGUAGES;
    }

    /** Somebody who reads the page in their language reads in it how to open an archive, too. */
    @Test
    void areInTheLanguagesOfThePage() throws IOException {
        assertThat(languages())
                .containsExactlyInAnyOrderElementsOf(names(PAGE, ".json"))
                .containsExactlyInAnyOrderElementsOf(names(TEXTS, ".txt"));
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(ending, ""))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void sayTheSameInEachLanguage(String language) {
        assertThat(text(language))
                .startsWith(CsvTable.BYTE_ORDER_MARK)
                .contains("7-Zip (https://www.7-zip.org)", "WinZip", "Keka (https://www.keka.io)", "bsdtar", "Android")
                .contains("AES-256", "\"private-\"", "SHA-256", "VOLUME", "certutil", "shasum", "sha256sum")
                .contains("items-N.csv", "left-out-N.csv", "\".xmp\"", '"' + ArchivePaths.WITHOUT_ALBUM + '"')
                .doesNotContain("{", "}");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void haveWindowsLineEnds(String language) {
        assertThat(text(language).replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @Test
    void haveShortLines() {
        assertThat(text("en").lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @CsvSource({"en,HOW TO", "en-GB,HOW TO", "pt,COMO ABRIR", "pt-BR,COMO ABRIR", "zh-CN,如何打开", "de,HOW TO"})
    void areInTheClosestLanguage(String wanted, String begin) {
        assertThat(text(wanted)).startsWith(CsvTable.BYTE_ORDER_MARK + begin);
    }

    @Test
    void areInEnglishWhereNoLanguageIsKnown() {
        assertThat(Instructions.text(Optional.empty())).isEqualTo(text("en"));
    }

    private static String text(String language) {
        return Instructions.text(Optional.of(new Language(language)));
    }
}
