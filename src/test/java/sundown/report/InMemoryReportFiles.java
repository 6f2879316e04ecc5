package sundown.report;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Reports in memory. */
public final class InMemoryReportFiles implements ReportFiles {
    private final Map<ReportFile, String> files = new ConcurrentHashMap<>();

    @Override
    public void write(ReportFile file, String content) {
        files.put(file, content);
    }

    @Override
    public Optional<String> read(ReportFile file) {
        return Optional.ofNullable(files.get(file));
    }

    @Override
    public OptionalLong size(ReportFile file) {
        return read(file).stream()
                .mapToLong(content -> content.getBytes(StandardCharsets.UTF_8).length)
                .findAny();
    }

    @Override
    public Stream<String> list(String folder, String after) {
        return files.keySet().stream()
                .map(ReportFile::path)
                .filter(path -> path.startsWith(folder) && path.compareTo(after) > 0)
                .sorted();
    }

    /** All files that were written. */
    public Set<ReportFile> all() {
        return Set.copyOf(files.keySet());
    }
}
