package sundown.cli.adopt;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Brings the folder of a written import to S3. The log of its steps, which says that an import is finished, comes last.
 * What an upload that died has brought is not brought again.
 *
 * @param folder on this machine
 */
record Upload(Path folder, S3Place to) {
    private static final int AT_ONCE = 8;

    /** S3 takes no more at once. */
    private static final long LARGEST = 5L << 30;

    /** @throws IllegalArgumentException when another import is there */
    void requireNoOther() throws IOException {
        Path log = folder.resolve(ImportFolder.PROGRESS);
        Place finished = to.child(ImportFolder.PROGRESS);
        boolean isOther = finished.find().isPresent()
                && !(Files.exists(log) && finished.text().equals(Files.readString(log)));
        checkArgument(!isOther, "There is another import in %s: choose another --to.", to);
    }

    /** Brings all of it; the outcome may have changed since. */
    void run(Meter meter) throws IOException {
        Set<String> rows = rows();
        Map<String, Long> there = to.sizes();
        for (String name : there.keySet()) {
            boolean isStrange = ImportFolder.RESULTS.contains(name.replaceFirst("/.*", "")) && !rows.contains(name);
            checkArgument(!isStrange, "%s is not of this import: choose another --to.", to.child(name));
        }
        meter.begin("Upload", "files", rows.size());
        try {
            rows.stream()
                    .gather(Gatherers.mapConcurrent(AT_ONCE, name -> bring(name, there)))
                    .forEach(_ -> meter.doneAndCount(1));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        for (String name : List.of(ImportFolder.TOTALS, ImportFolder.OUTCOME, ImportFolder.PROGRESS)) {
            bring(name, there);
        }
    }

    void outcome() throws IOException {
        bring(ImportFolder.OUTCOME, Map.of());
    }

    /** The names of all files of rows. */
    private Set<String> rows() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String result : ImportFolder.RESULTS) {
            Path tables = folder.resolve(result);
            if (Files.exists(tables)) {
                try (Stream<Path> found = Files.walk(tables)) {
                    found.filter(Files::isRegularFile)
                            .forEach(file -> names.add(folder.relativize(file).toString()));
                }
            }
        }
        return names;
    }

    private String bring(String name, Map<String, Long> there) {
        try {
            Path file = folder.resolve(name);
            long bytes = Files.size(file);
            checkArgument(bytes <= LARGEST, "%s has more than 5 GiB: import to a folder, and copy it.", file);
            byte[] digest = digest(file);
            S3Place object = to.child(name);
            if (!Objects.equals(there.get(name), bytes) || !object.has(digest)) {
                object.put(file, digest);
            }
            return name;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static byte[] digest(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256()).asBytes();
    }
}
