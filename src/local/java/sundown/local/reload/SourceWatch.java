package sundown.local.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notices changes of the Java files under a folder. Polling takes milliseconds and misses no new folder. */
final class SourceWatch {
    private final Path folder;
    private Map<Path, FileTime> known;

    SourceWatch(Path folder) throws IOException {
        this.folder = folder;
        this.known = scan();
    }

    /** All Java files that exist now. */
    Set<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toSet());
        }
    }

    /** The files that were written, created or deleted since the last call. */
    Set<Path> changes() throws IOException {
        Map<Path, FileTime> before = known;
        known = scan();
        Set<Path> changed = new HashSet<>(before.keySet());
        changed.addAll(known.keySet());
        changed.removeIf(file -> known.containsKey(file) && known.get(file).equals(before.get(file)));
        return changed;
    }

    private Map<Path, FileTime> scan() throws IOException {
        Map<Path, FileTime> times = new HashMap<>();
        for (Path file : files()) {
            if (Files.exists(file)) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }
}
