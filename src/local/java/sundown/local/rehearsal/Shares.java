package sundown.local.rehearsal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many of a hundred users do what. Pure.
 *
 * @param percent of each act; 100 together
 */
record Shares(Map<Act, Integer> percent) {
    private static final int ALL = 100;
    private static final Pattern FORM = Pattern.compile("[a-z]+:[0-9]{1,3}(,[a-z]+:[0-9]{1,3})*");

    /** What docs/sizing.md assumes. */
    static final String USUAL = "transfer:42,download:18,nothing:40";

    Shares {
        percent = Map.copyOf(percent);
    }

    /**
     * Reads {@code transfer:42,download:18,nothing:40}; an act that is left out has a share of 0.
     *
     * @throws IllegalArgumentException with a sentence for the user when it is nothing of the kind
     */
    static Shares of(String text) {
        Map<Act, Integer> percent = new EnumMap<>(Act.class);
        if (FORM.matcher(text).matches()) {
            Map<String, Act> acts = Stream.of(Act.values()).collect(Collectors.toMap(Act::toString, act -> act));
            for (String share : text.split(",", -1)) {
                String[] parts = share.split(":", 2);
                if (!acts.containsKey(parts[0])
                        || percent.put(acts.get(parts[0]), Integer.parseInt(parts[1])) != null) {
                    throw wrong(text);
                }
            }
        }
        if (percent.values().stream().mapToInt(Integer::intValue).sum() != ALL) {
            throw wrong(text);
        }
        return new Shares(percent);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "SHARES must be percentages of 100 together, such as " + USUAL + ", not " + text + ".");
    }

    double of(Act act) {
        return percent.getOrDefault(act, 0) / (double) ALL;
    }

    /** Gives each of this many users an act, so that the first of them, however many, have all acts in their shares. */
    List<Act> assign(int users) {
        List<Act> acts = new ArrayList<>(users);
        Map<Act, Integer> given = new EnumMap<>(Act.class);
        for (int user = 1; user <= users; user++) {
            int so = user;
            Act next = Arrays.stream(Act.values())
                    .max(Comparator.comparingDouble(act -> of(act) * so - given.getOrDefault(act, 0)))
                    .orElseThrow();
            given.merge(next, 1, Integer::sum);
            acts.add(next);
        }
        return acts;
    }

    /** What a user does while exports are open. */
    enum Act {
        TRANSFER,
        DOWNLOAD,
        NOTHING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
