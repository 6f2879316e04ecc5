package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name for a file or folder, made from any text, that every common file system accepts unchanged. The rules are those
 * of Windows ("Naming Files, Paths, and Namespaces"), the strictest. In addition, a name has no {@code ..}, which some
 * unzip programs reject; no leading dot, which would hide the file; and no invisible characters, which could make it
 * look like another name.
 *
 * @param stem everything but the extension; empty if nothing of the text remains
 * @param extension with its dot, or empty
 */
record SafeName(String stem, String extension) {
    /**
     * The lengths leave room for a number, for the 255 bytes that most file systems allow for a name, and for the
     * folder into which the user unpacks within the 260 characters of a Windows path.
     */
    private static final int LONGEST_FILE = 100;

    private static final int LONGEST_FOLDER = 80;
    private static final int MOST_BYTES = 240;

    private static final String REPLACEMENT = "_";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"/\\\\|?*\\p{Cn}]");
    private static final Pattern DOTS = Pattern.compile("\\.{2,}");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,10}$");
    private static final Pattern RESERVED = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|CLOCK\\$|(COM|LPT)[0-9¹²³]) *(\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    /** Keeps the extension, however long the name. */
    static SafeName ofFile(String text) {
        String clean = withoutEnd(clean(text));
        Matcher extension = EXTENSION.matcher(clean);
        return extension.find()
                ? of(clean.substring(0, extension.start()), extension.group(), LONGEST_FILE)
                : of(clean, "", LONGEST_FILE);
    }

    /** A folder has no extension. */
    static SafeName ofFolder(String text) {
        return of(clean(text), "", LONGEST_FOLDER);
    }

    private static SafeName of(String stem, String extension, int longest) {
        String cut = trimmed(cut(trimmed(stem), longest - extension.length(), MOST_BYTES - extension.length()));
        return new SafeName(RESERVED.matcher(cut).matches() ? REPLACEMENT + cut : cut, extension);
    }

    boolean isEmpty() {
        return stem.isEmpty();
    }

    /** This name with another's stem. */
    SafeName withStemOf(SafeName other) {
        return new SafeName(other.stem, extension);
    }

    /** {@code Beach.jpg} */
    String plain() {
        return stem + extension;
    }

    /** {@code Beach (2).jpg} */
    String numbered(int number) {
        return stem + " (" + number + ")" + extension;
    }

    private static String clean(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String composed = Normalizer.normalize(visible, Normalizer.Form.NFC);
        return DOTS.matcher(FORBIDDEN.matcher(composed).replaceAll(REPLACEMENT)).replaceAll(".");
    }

    /** Windows drops trailing dots and spaces. */
    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && isDotOrSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String trimmed(String text) {
        int start = 0;
        while (start < text.length() && isDotOrSpace(text.charAt(start))) {
            start++;
        }
        return withoutEnd(text.substring(start));
    }

    private static boolean isDotOrSpace(char character) {
        return character == '.' || Character.isSpaceChar(character);
    }

    /** Cuts between characters as users see them: an accent or the parts of an emoji stay together. */
    private static String cut(String text, int longest, int mostBytes) {
        if (text.length() <= longest && bytes(text) <= mostBytes) {
            return text;
        }
        Matcher character = CHARACTER.matcher(text);
        int bytes = 0;
        while (character.find()) {
            bytes += bytes(character.group());
            if (character.end() > longest || bytes > mostBytes) {
                break;
            }
        }
        return text.substring(0, character.start());
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
