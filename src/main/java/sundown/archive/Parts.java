package sundown.archive;

/**
 * How a volume is divided into parts of one size, the last one what is left.
 *
 * @param volumeBytes at least 1
 * @param partBytes of every part but the last
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">multipart upload limits</a>
 */
record Parts(long volumeBytes, int partBytes) {
    /** S3 takes 10,000; a margin, for what is measured by others. */
    private static final int MOST = 9_000;

    private static final int STEP = 1 << 20;

    /** As few parts as the least size allows, larger ones where there would be too many. */
    static Parts of(long volumeBytes, int leastBytes) {
        long needed = Math.ceilDiv(volumeBytes, MOST);
        return new Parts(
                volumeBytes, needed > leastBytes ? Math.toIntExact(Math.ceilDiv(needed, STEP) * STEP) : leastBytes);
    }

    int count() {
        return Math.toIntExact(Math.ceilDiv(volumeBytes, partBytes));
    }

    /** Where a part begins in the volume; the first part is number 1. */
    long begin(int number) {
        return (number - 1L) * partBytes;
    }

    /** How long it is. */
    int length(int number) {
        return (int) Math.min(partBytes, volumeBytes - begin(number));
    }

    /** True when an uploaded part is one of these: a deployment may have changed the size since it was sent. */
    boolean include(UploadedPart part) {
        return part.number() >= 1 && part.number() <= count() && part.bytes() == length(part.number());
    }
}
