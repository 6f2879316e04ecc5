package sundown.local.rehearsal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What people should know before they go on: how often, and where for example. Safe for all threads. */
final class Surprises {
    private final Map<String, Surprise> byWhat = new TreeMap<>();

    /**
     * A surprise.
     *
     * @param what as the rest of a sentence that begins with a number
     * @param example an id; empty when there is none to name
     */
    record Surprise(String what, long count, String example) {
        private Surprise plus(Surprise other) {
            return new Surprise(what, count + other.count, example);
        }

        /** One sentence without a name, because a recorded report is kept for years. */
        String sentence() {
            return String.format(Locale.ROOT, "%,d %s.", count, what);
        }

        /** The sentence with an example, for those who look into it now. */
        String line() {
            return sentence() + (example.isEmpty() ? "" : " For example " + example);
        }
    }

    static String words(Object reason) {
        return reason.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    synchronized void add(String what, long count, String example) {
        if (count > 0) {
            byWhat.merge(what, new Surprise(what, count, example), Surprise::plus);
        }
    }

    /** All of them, the most frequent first. */
    synchronized List<Surprise> all() {
        return byWhat.values().stream()
                .sorted(Comparator.comparingLong(Surprise::count).reversed())
                .toList();
    }
}
