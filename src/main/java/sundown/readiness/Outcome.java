package sundown.readiness;

/** The outcome of a check. */
public sealed interface Outcome {
    /** What was found, in a sentence for operators; it names no user, no amount of one user, and no secret. */
    String found();

    /** All is as it must be. */
    record Pass(String found) implements Outcome {}

    /**
     * It cannot be told, or it is worth a look before the opening.
     *
     * @param remedy what to do, in a sentence
     */
    record Warn(String found, String remedy) implements Outcome {}

    /**
     * Users would meet this.
     *
     * @param remedy what to do, in a sentence
     */
    record Fail(String found, String remedy) implements Outcome {}
}
