package sundown.job;

/** Into how many chunks tests split a group. */
public final class TestChunks {
    /** Fewer than a deployment usually has: each is a message. */
    public static final GroupChunks FEW = new GroupChunks(16);

    private TestChunks() {}
}
