package sundown.report;

import java.util.Optional;

/** Where reports are kept. */
public interface ReportFiles {
    /** Writes a file, in place of one that is there. */
    void write(ReportFile file, String content);

    /** Reads a file, as it is after every write that came before; nothing when there is none. */
    Optional<String> read(ReportFile file);
}
