package sundown.local.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of compiled classes, known by their binary names with slashes. */
record ClassFolder(Path folder) {
    private static final String EXTENSION = ".class";

    /** A copy of all that is in another folder, in place of what was here. */
    static ClassFolder copyOf(Path original, Path copy) throws IOException {
        try (Stream<Path> found = Files.walk(original)) {
            for (Path path : found.toList()) {
                Path place = copy.resolve(original.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(path, place);
                }
            }
        }
        return new ClassFolder(copy);
    }

    Set<String> names() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(EXTENSION))
                    .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                    .collect(Collectors.toSet());
        }
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    void write(Map<String, byte[]> classes) throws IOException {
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            Path file = file(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    /** Makes these the only classes here. */
    void replace(Map<String, byte[]> classes) throws IOException {
        for (String name : names()) {
            if (!classes.containsKey(name)) {
                Files.delete(file(name));
            }
        }
        write(classes);
    }

    private Path file(String name) {
        return folder.resolve(name + EXTENSION);
    }
}
