package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import sundown.account.Language;
import sundown.edge.CsvTable;

/**
 * How to open an archive, in the languages of the page, from {@code archive/<language>.txt}. It is read without the
 * password, so it says nothing of the user or the gallery.
 */
final class Instructions {
    /** The languages that there are. */
    static final List<String> LANGUAGES =
            List.of("en", "zh-Hans", "hi", "id", "fil", "vi", "ms", "my", "pt-BR", "tr", "es", "ar");

    private static final String PROGRAMS = """
                 Windows       7-Zip (https://www.7-zip.org) or WinZip
                 macOS         Keka (https://www.keka.io) or The Unarchiver
                 Linux         7-Zip or bsdtar
                 Android       WinZip
                 iPhone, iPad  WinZip\
            """;

    private static final String COMMANDS = """
                 Windows  certutil -hashfile VOLUME SHA256
                 macOS    shasum -a 256 VOLUME
                 Linux    sha256sum VOLUME\
            """;

    private Instructions() {}

    /** The text in the closest language, in English for somebody of whom none is known, with Windows line ends. */
    static String text(Optional<Language> reader) {
        String language = Language.closest(reader.map(Language::tag).orElse(""), LANGUAGES);
        try (InputStream file = Instructions.class.getResourceAsStream("/archive/" + language + ".txt")) {
            String text = new String(file.readAllBytes(), UTF_8);
            return CsvTable.BYTE_ORDER_MARK
                    + text.replace("{programs}", PROGRAMS)
                            .replace("{commands}", COMMANDS)
                            .replace("\n", "\r\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
