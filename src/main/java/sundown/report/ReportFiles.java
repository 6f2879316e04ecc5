package sundown.report;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Where reports are kept. */
public interface ReportFiles {
    /** Writes a file, in place of one that is there. */
    void write(ReportFile file, String content);

    /** Reads a file, as it is after every write that came before; nothing when there is none. */
    Optional<String> read(ReportFile file);

    /** How many bytes a file has; nothing when there is none. */
    OptionalLong size(ReportFile file);

    /**
     * The paths of files, in their order.
     *
     * @param folder what they begin with, with a slash at its end
     * @param after those that come after this path
     */
    Stream<String> list(String folder, String after);
}
