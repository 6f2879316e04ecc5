package sundown.archive.plan;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.gallery.Item;

/**
 * Gives each item a path that is unique in the whole archive on any file system, because users unpack all volumes into
 * one folder. Paths that would be equal are numbered in the order of the items.
 */
public final class ArchivePaths {
    /** The folder of items without an album; an album of this name gets a number. */
    static final String WITHOUT_ALBUM = "Without album";

    private static final SafeName NAMELESS_ALBUM = SafeName.ofFolder("Album");
    private static final SafeName NAMELESS_ITEM = SafeName.ofFile("Item");

    private final Map<String, String> folders = new HashMap<>();
    /** Hashes of 64 bits. Two paths of one hash do no harm: the second one gets a number that it does not need. */
    private final Set<Long> taken = new HashSet<>();

    private final Map<Long, Integer> numbers = new HashMap<>();

    /** No path is taken but that of the folder of items without an album. */
    public ArchivePaths() {
        taken.add(hash(fold(WITHOUT_ALBUM)));
    }

    /** The path of the next item. */
    public String of(Item item) {
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
}
