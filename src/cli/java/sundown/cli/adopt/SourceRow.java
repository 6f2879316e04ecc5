package sundown.cli.adopt;

import java.util.Map;
import java.util.Optional;

/** A row of an exported file, with its line from 1. */
sealed interface SourceRow {
    long line();

    Map<Field, String> cells();

    /** It could be read. Fields that it has no value for are left out. */
    record Cells(long line, Map<Field, String> cells) implements SourceRow {}

    /**
     * It could not be read; what follows it can.
     *
     * @param cells fields that could be read
     */
    record Broken(long line, Optional<Field> field, Reason reason, Map<Field, String> cells) implements SourceRow {}
}
