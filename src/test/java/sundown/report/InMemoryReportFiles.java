package sundown.report;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

    /** All files that were written. */
    public Set<ReportFile> all() {
        return Set.copyOf(files.keySet());
    }
}
