package sundown.archive.plan;

/**
 * The paths that are taken, by a hash of 64 bits: a million take 16 MB. Two paths of one hash do no harm, because the
 * second one only gets a number that it does not need.
 */
final class TakenPaths {
    private static final long FIRST = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;
    private static final long FREE = 0;

    private long[] hashes = new long[1_024];
    private int size;

    /** Takes a path; false if it is taken already. */
    boolean take(String path) {
        if (2 * size >= hashes.length) {
            grow();
        }
        boolean added = add(hash(path));
        size += added ? 1 : 0;
        return added;
    }

    /** FNV-1a of the characters; never {@link #FREE}. */
    static long hash(String path) {
        long hash = FIRST;
        for (int index = 0; index < path.length(); index++) {
            hash = (hash ^ path.charAt(index)) * PRIME;
        }
        return hash == FREE ? FIRST : hash;
    }

    /** Half of the slots are free, so that few hashes meet. */
    private boolean add(long hash) {
        int slot = (int) (hash ^ (hash >>> Integer.SIZE)) & (hashes.length - 1);
        while (hashes[slot] != FREE) {
            if (hashes[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & (hashes.length - 1);
        }
        hashes[slot] = hash;
        return true;
    }

    private void grow() {
        long[] before = hashes;
        hashes = new long[2 * before.length];
        for (long hash : before) {
            if (hash != FREE) {
                add(hash);
            }
        }
    }
}
