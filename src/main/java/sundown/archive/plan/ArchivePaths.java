package sundown.archive.plan;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sundown.gallery.Item;

/**
 * Gives each item a path that is unique in the whole archive on any file system, because users unpack all volumes into
 * one folder. Paths that would be equal are numbered in the order of the items.
 */
final class ArchivePaths {
    /** The folder of items without an album; an album of this name gets a number. */
    static final String WITHOUT_ALBUM = "Without album";

    private static final SafeName NAMELESS_ALBUM = SafeName.ofFolder("Album");
    private static final SafeName NAMELESS_ITEM = SafeName.ofFile("Item");

    private final Map<String, String> folders = new HashMap<>();
    private final TakenPaths taken = new TakenPaths();
    private final Map<Long, Integer> numbers = new HashMap<>();

    ArchivePaths() {
        taken.take(fold(WITHOUT_ALBUM));
    }

    String of(Item item) {
        return unique(folder(item.album()) + "/", fileName(item));
    }

    private String folder(Optional<String> album) {
        return album.map(name -> folders.computeIfAbsent(name, this::newFolder)).orElse(WITHOUT_ALBUM);
    }

    private String newFolder(String album) {
        SafeName name = SafeName.ofFolder(album);
        return unique("", name.isEmpty() ? NAMELESS_ALBUM : name);
    }

    private static SafeName fileName(Item item) {
        SafeName name = SafeName.ofFile(item.name());
        return name.isEmpty() ? name.withStemOf(idName(item)) : name;
    }

    private static SafeName idName(Item item) {
        SafeName name = SafeName.ofFolder(item.id().value());
        return name.isEmpty() ? NAMELESS_ITEM : name;
    }

    /** Tries each number once for a name, so a hundred thousand files of one name take no longer than others. */
    private String unique(String folder, SafeName name) {
        String path = folder + name.plain();
        while (!take(path)) {
            path = folder + name.numbered(nextNumber(folder + name.plain()));
        }
        return path;
    }

    private boolean take(String path) {
        String folded = fold(path);
        return !WrittenFile.hasName(folded) && taken.take(folded);
    }

    private int nextNumber(String path) {
        return numbers.merge(TakenPaths.hash(fold(path)), 2, (last, _) -> last + 1);
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
}
