package sundown.transfer;

/**
 * How far one run counts.
 *
 * @param page how many items are read at once
 * @param pages how many pages a run counts before it hands itself on
 */
public record CountSettings(int page, int pages) {
    /** 20,000 items: some seconds of the function's 29, and 50 runs for a gallery of a million items. */
    public static final CountSettings DEPLOYED = new CountSettings(1_000, 20);

    public CountSettings {
        if (page < 1 || pages < 1) {
            throw new IllegalArgumentException("a run counts at least one item");
        }
    }
}
