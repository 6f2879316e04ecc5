package sundown.archive.plan;

import java.util.List;

/**
 * All that is in one volume: with the password, it determines each of its bytes.
 *
 * @param number from 1
 * @param entries in the order in which they follow one another
 * @param leftOut what should have been in it and is not
 */
public record VolumePlan(int number, List<PlannedEntry> entries, List<LeftOut> leftOut) {
    public VolumePlan {
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
        if (number < 1) {
            throw new IllegalArgumentException("volumes are counted from 1");
        }
    }

    /** How many of the user's items are in it. */
    public int photos() {
        return (int) entries.stream()
                .filter(entry -> entry.source() instanceof Source.Photo)
                .count();
    }

    @Override
    public String toString() {
        return "VolumePlan[" + number + ", " + entries.size() + " entries]";
    }
}
