package sundown.archive.plan;

/**
 * How large things may get.
 *
 * @param volumeBytes a volume with all that belongs to it; an item that is larger gets a volume of its own
 * @param itemBytes the largest item that an archive takes
 */
public record PlanLimits(long volumeBytes, long itemBytes) {
    public PlanLimits {
        if (volumeBytes < 1 || itemBytes < 1) {
            throw new IllegalArgumentException("a limit is more than 0 bytes");
        }
    }
}
