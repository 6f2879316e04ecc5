package sundown.cli.adopt;

import java.util.Optional;

/** What becomes of a row of an exported file. */
sealed interface Outcome {
    /** It is valid by itself. */
    record Taken(Row row) implements Outcome {}

    /**
     * It is not.
     *
     * @param field what is wrong with it; nothing when all of it is
     */
    record Refused(Optional<Field> field, Reason reason) implements Outcome {}
}
