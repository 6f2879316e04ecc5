package sundown.archive.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.gallery.Item;

/**
 * Gives each item a path that no other item of the archive has, on any file system: the user unpacks all volumes into
 * one folder. What would be the same gets a number, in the order in which it comes.
 */
final class ArchivePaths {
    /** For items that are in no album; an album of this name gets a number. */
    static final String WITHOUT_ALBUM = "Without album";

    private static final SafeName NAMELESS_ALBUM = SafeName.ofFolder("Album");
    private static final SafeName NAMELESS_ITEM = SafeName.ofFile("Item");

    private final Map<String, String> folders = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    ArchivePaths() {
        taken.add(NameFolding.fold(WITHOUT_ALBUM));
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

    /** Each number is tried once for a name, so a hundred thousand files of one name take no longer than others. */
    private String unique(String folder, SafeName name) {
        String path = folder + name.plain();
        while (!take(path)) {
            path = folder + name.numbered(nextNumber(folder + name.plain()));
        }
        return path;
    }

    private boolean take(String path) {
        String folded = NameFolding.fold(path);
        return !OwnFiles.include(folded) && taken.add(folded);
    }

    private int nextNumber(String path) {
        return numbers.merge(NameFolding.fold(path), 2, (last, ignored) -> last + 1);
    }
}
