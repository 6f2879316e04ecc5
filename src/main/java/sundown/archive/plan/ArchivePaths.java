package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;

/**
 * Gives each item of a walk through a gallery a path that no other item has, on any file system, because users unpack
 * all volumes into one folder. Paths that would be equal are numbered in the order of the items.
 *
 * <p>The photo and the video of a live photo get the same number, so they stay side by side if their names, but for the
 * endings, and their albums are equal. An item with the name of one of both that came before the first live photo may
 * part them.
 */
public final class ArchivePaths {
    /** The folder of items without an album; an album of this name gets a number. */
    static final String WITHOUT_ALBUM = "Without album";

    private static final SafeName NAMELESS_ALBUM = SafeName.ofFolder("Album");
    private static final SafeName NAMELESS_ITEM = SafeName.ofFile("Item");

    private static final Set<String> LIVE_PHOTO_ENDINGS = Set.of(".heic", ".heif", ".jpg", ".jpeg", ".mov", ".mp4");

    /** While no live photo has come, no memory is spent on more photos that may be of one. */
    private static final int NUMBERED_PHOTOS_MAX = 10_000;

    private final Map<String, String> folders = new HashMap<>();
    /** Hashes of 64 bits. Two paths of one hash do no harm: the second one gets a number that it does not need. */
    private final Set<Long> taken = new HashSet<>();

    private final Map<Long, Integer> numbers = new HashMap<>();

    /** By the hash of the photo's id, the number of a photo, or of a video that came before its photo. */
    private final Map<Long, Integer> pairs = new HashMap<>();

    private boolean hasLivePhotos;

    /** No path is taken but that of the folder of items without an album. */
    public ArchivePaths() {
        taken.add(hash(fold(WITHOUT_ALBUM)));
    }

    /** The path of the next item. */
    public String of(Item item) {
        hasLivePhotos |= item.groupWith().isPresent();
        String folder = folder(item.album()) + "/";
        SafeName name = fileName(item);
        ItemId photo = photo(item);
        boolean photoCame = photo.compareTo(item.id()) < 0;
        int number = pairs.getOrDefault(hash(photo.value()), photoCame ? 1 : 0);
        if (number == 0 || !take(folder + name.numbered(number))) {
            number = freeNumber(folder, name);
            if (item.groupWith().isPresent() ? !photoCame : number > 1 && mayHaveVideo()) {
                pairs.put(hash(photo.value()), number);
            }
        }
        return folder + name.numbered(number);
    }

    private boolean mayHaveVideo() {
        return hasLivePhotos || pairs.size() < NUMBERED_PHOTOS_MAX;
    }

    /** The photo of a live photo; of any other item, the item. */
    private static ItemId photo(Item item) {
        return item.groupWith().orElse(item.id());
    }

    private String folder(Optional<String> album) {
        return album.map(name -> folders.computeIfAbsent(name, this::newFolder)).orElse(WITHOUT_ALBUM);
    }

    private String newFolder(String album) {
        SafeName name = SafeName.ofFolder(album);
        SafeName safe = name.isEmpty() ? NAMELESS_ALBUM : name;
        return safe.numbered(freeNumber("", safe));
    }

    private static SafeName fileName(Item item) {
        SafeName name = SafeName.ofFile(item.name());
        return name.isEmpty() ? name.withStemOf(idName(item)) : name;
    }

    private static SafeName idName(Item item) {
        SafeName name = SafeName.ofFolder(photo(item).value());
        return name.isEmpty() ? NAMELESS_ITEM : name;
    }

    /** Tries each number once for a name, so a hundred thousand files of one name take no longer than others. */
    private int freeNumber(String folder, SafeName name) {
        int number = 1;
        while (isBesideAnother(folder, name, number) || !take(folder + name.numbered(number))) {
            number = nextNumber(folder + name.plain());
        }
        return number;
    }

    /** Whether it would seem to be of one live photo with another item, or take the place of its other part. */
    private boolean isBesideAnother(String folder, SafeName name, int number) {
        return hasLivePhotos
                && LIVE_PHOTO_ENDINGS.contains(fold(name.extension()))
                && LIVE_PHOTO_ENDINGS.stream()
                        .map(ending -> folder + new SafeName(name.stem(), ending).numbered(number))
                        .anyMatch(path -> taken.contains(hash(fold(path))));
    }

    private boolean take(String path) {
        String folded = fold(path);
        return !WrittenFile.hasName(folded) && taken.add(hash(folded));
    }

    private int nextNumber(String path) {
        return numbers.merge(hash(fold(path)), 2, (last, _) -> last + 1);
    }

    /** FNV-1a of the characters. */
    private static long hash(String path) {
        long hash = 0xCBF29CE484222325L;
        for (int index = 0; index < path.length(); index++) {
            hash = (hash ^ path.charAt(index)) * 0x100000001B3L;
        }
        return hash;
    }

    /**
     * Makes equal what a file system may treat as the same name: Windows and macOS ignore case, and macOS also how an
     * accented letter is composed. A few more names become equal, {@code ss} and {@code ß} for example.
     */
    static String fold(String name) {
        String lower = decomposed(name).toLowerCase(Locale.ROOT);
        return decomposed(lower.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    /**
     * A name for a file or folder, made from any text, that every common file system accepts unchanged. The rules are
     * those of Windows ("Naming Files, Paths, and Namespaces"), the strictest. In addition, a name has no {@code ..},
     * which some unzip programs reject; no leading dot, which would hide the file; and no invisible characters, which
     * could make it look like another name.
     *
     * @param stem everything but the extension; empty if nothing of the text remains
     * @param extension with its dot, or empty
     */
    record SafeName(String stem, String extension) {
        /**
         * The lengths leave room for a number, for the 255 bytes that most file systems allow for a name, and for the
         * folder into which the user unpacks within the 260 characters of a Windows path.
         */
        private static final int FILE_NAME_CHARACTERS_MAX = 100;

        private static final int FOLDER_NAME_CHARACTERS_MAX = 80;
        private static final int NAME_BYTES_MAX = 240;

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
                    ? of(clean.substring(0, extension.start()), extension.group(), FILE_NAME_CHARACTERS_MAX)
                    : of(clean, "", FILE_NAME_CHARACTERS_MAX);
        }

        /** A folder has no extension. */
        static SafeName ofFolder(String text) {
            return of(clean(text), "", FOLDER_NAME_CHARACTERS_MAX);
        }

        private static SafeName of(String stem, String extension, int longest) {
            String cut = trimmed(cut(trimmed(stem), longest - extension.length(), NAME_BYTES_MAX - extension.length()));
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

        /** {@code Beach (2).jpg}; the first one has no number. */
        String numbered(int number) {
            return number == 1 ? plain() : stem + " (" + number + ")" + extension;
        }

        private static String clean(String text) {
            String visible = INVISIBLE.matcher(text).replaceAll("");
            String composed = Normalizer.normalize(visible, Normalizer.Form.NFC);
            return DOTS.matcher(FORBIDDEN.matcher(composed).replaceAll(REPLACEMENT))
                    .replaceAll(".");
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
}
