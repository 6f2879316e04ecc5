package sundown.job;

import sundown.job.GroupUsers.GroupChunks;

/** Into how many chunks tests split a group. */
public final class TestChunks {
    /** Fewer than a deployment usually has: each is a message. */
    public static final GroupChunks FEW = new GroupChunks(16);

    /**
     * Where a chunk costs much: a worker dies at each of its calls, or emulators answer them. Empty ones are all alike.
     */
    public static final GroupChunks FOUR = new GroupChunks(4);

    private TestChunks() {}
}
