package sundown.transfer;

/**
 * What the uploads of one run came to.
 *
 * @param batch the batch, as far as it came; saved already
 */
record UploadRun(Batch batch, End end) {
    /** Why the run ended. */
    sealed interface End {}

    /** Each item has a token or was refused. */
    record Complete() implements End {}

    /** The function's time, or what one run may send, is used up. */
    record OutOfTime() implements End {}

    /** The library did not let it go on. */
    record Hindered(Answer.Setback why) implements End {}
}
