package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.archive.plan.ArchivePaths.SafeName;

class SafeNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMG_0001.JPG",
                "Grandmother's 90th birthday.jpeg",
                "Straße & Café.png",
                "祖母の誕生日.mov",
                "👩🏽 🇩🇪 ❤️ at the beach.heic",
                "a.b.c.jpg",
                "no extension",
                "100% #1 {best} [final] (2).mp4",
                "CONCERT.jpg",
                "COM10.jpg",
                "Console",
                "my CON.jpg",
                "LPT.jpg",
                "COMA"
            })
    void leavesOrdinaryNamesAsTheyAre(String name) {
        assertThat(file(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../../x, _._x",
                "..\\..\\x, _._x",
                "/etc/passwd, _etc_passwd",
                "a/b, a_b",
                "C:\\x, C__x",
                "what?*.jpg, what__.jpg",
                "<b>\"|.jpg, _b___.jpg"
            })
    void hasNothingThatSeparatesFoldersOrThatWindowsForbids(String name, String safe) {
        assertThat(file(name)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "......", "   ", ". . .", "\u200B\u202E", "\t\r\n", "\uD800", "\u3000"})
    void isEmptyWhenNothingIsLeft(String name) {
        assertThat(SafeName.ofFile(name).isEmpty()).isTrue();
        assertThat(SafeName.ofFolder(name).isEmpty()).isTrue();
    }

    @Test
    void keepsTheExtensionWhenNothingElseIsLeft() {
        assertThat(SafeName.ofFile("...jpg")).isEqualTo(new SafeName("", ".jpg"));
    }

    @Test
    void hasNoInvisibleCharacters() {
        assertThat(file("photo\u202Egpj.exe")).isEqualTo("photogpj.exe");
        assertThat(file("\u2066a\u2069\u200E\u200F\u061C\uFEFF\u00AD.jpg")).isEqualTo("a.jpg");
        assertThat(file("a\u0000b\u0007c\u009Fd\u2028e.jpg")).isEqualTo("abcde.jpg");
        assertThat(file("a\uDB40\uDC41.jpg")).isEqualTo("a.jpg");
    }

    @Test
    void hasNoHalfCharacters() {
        assertThat(file("a\uD83Db\uDE00c.jpg")).isEqualTo("abc.jpg");
        assertThat(file("a\uD83D\u0000\uDE00.jpg")).isEqualTo("a.jpg");
    }

    @Test
    void hasNoCharactersThatNoStandardKnows() {
        assertThat(file("a\uFFFFb.jpg")).isEqualTo("a_b.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "trailing spaces   , trailing spaces",
        "dots..., dots",
        "both . . ., both",
        "before the extension .jpg, before the extension.jpg",
        "IMG.jpg., IMG.jpg",
        ".hidden.jpg, hidden.jpg",
        "._IMG.jpg, _IMG.jpg",
        "two..dots.jpg, two.dots.jpg"
    })
    void hasDotsOnlyInsideAndOneAtATime(String name, String safe) {
        assertThat(file(name)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con",
                "PRN.jpg",
                "Aux.tar.gz",
                "NUL.txt",
                "nul .txt",
                "COM1",
                "com¹.jpg",
                "LPT³",
                "LPT9.a.b",
                "COM0",
                "CONIN$",
                "conout$.jpg",
                "CLOCK$"
            })
    void isNotTheNameOfADeviceOfWindows(String name) {
        assertThat(file(name)).isEqualTo("_" + name.replace(" .", "."));
    }

    @Test
    void isNotTheNameOfADeviceOnceItIsCut() {
        SafeName name = SafeName.ofFolder("CON" + " ".repeat(200) + "x");
        assertThat(name.plain()).isEqualTo("_CON");
    }

    @Test
    void isAsLongAsItMayBe() {
        String longest = "\u65E5".repeat(80);

        assertThat(SafeName.ofFolder(longest).plain()).isEqualTo(longest);
    }

    @Test
    void isShortenedAndKeepsItsExtension() {
        String name = file("x".repeat(300) + ".jpeg");
        assertThat(name).hasSize(100).endsWith("xx.jpeg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "語", "👍", "🇩🇪", "👍🏽", "e\u0301\u0323"})
    void staysBelowTheLimitsOfFileSystemsWithANumber(String character) {
        SafeName name = SafeName.ofFile(character.repeat(300) + ".jpg");
        String numbered = name.numbered(999_999);
        assertThat(numbered.getBytes(UTF_8).length).isBetween(100, 255);
        assertThat(numbered.length()).isBetween(65, 115);
        assertThat(name.stem().replace(Normalizer.normalize(character, Normalizer.Form.NFC), ""))
                .as("no character is cut in two")
                .isEmpty();
    }

    @Test
    void isEmptyWhenASingleCharacterIsTooLong() {
        assertThat(SafeName.ofFile("e" + "\u0301\u0323".repeat(300) + ".jpg").isEmpty())
                .isTrue();
    }

    @Test
    void composesLettersAndAccents() {
        assertThat(file("Cafe\u0301.jpg")).isEqualTo("Café.jpg");
    }

    @Test
    void takesAFewLettersAfterTheLastDotForTheExtension() {
        assertThat(SafeName.ofFile("a.tar.gz").extension()).isEqualTo(".gz");
        assertThat(SafeName.ofFile("Mr. Smith at the beach").extension()).isEmpty();
        assertThat(SafeName.ofFile("version 1.12345678901").extension()).isEmpty();
        assertThat(SafeName.ofFolder("Trip no.5").extension()).isEmpty();
    }

    @Test
    void getsNumbersBeforeTheExtension() {
        assertThat(SafeName.ofFile("Beach.jpg").numbered(2)).isEqualTo("Beach (2).jpg");
        assertThat(SafeName.ofFolder("Trip no.5").numbered(3)).isEqualTo("Trip no.5 (3)");
    }

    private static String file(String name) {
        return SafeName.ofFile(name).plain();
    }
}
