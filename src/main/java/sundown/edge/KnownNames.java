package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names that a document may use. One that it does not know is most often a typing error. */
public record KnownNames(List<String> names) {
    private static final int LONGEST_QUOTE = 40;

    public KnownNames {
        names = List.copyOf(names);
    }

    /** Says what is wrong with a name; nothing when it is known. */
    public Optional<String> fault(String name) {
        return names.contains(name) ? Optional.empty() : Optional.of(quoted(name) + " is not known: " + advice(name));
    }

    /** Says what is wrong with the first name of an object that is not known; nothing when all are. */
    public Optional<String> fault(JsonNode object) {
        return object.propertyStream()
                .map(Map.Entry::getKey)
                .flatMap(name -> fault(name).stream())
                .findFirst();
    }

    private static String quoted(String name) {
        String shown = name.length() <= LONGEST_QUOTE ? name : name.substring(0, LONGEST_QUOTE) + "…";
        return '"' + PlainText.of(shown) + '"';
    }

    private String advice(String name) {
        return nearest(name)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(
                        () -> names.isEmpty() ? "there are no fields" : "the fields are " + String.join(", ", names));
    }

    /** Nothing when no name is alike, because more than a third of the characters differ. */
    private Optional<String> nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(known -> distance(wanted, known.toLowerCase(Locale.ROOT)) <= Math.max(1, known.length() / 3))
                .min(Comparator.comparingInt(known -> distance(wanted, known.toLowerCase(Locale.ROOT))));
    }

    /** How many characters must be added, removed, or replaced (Levenshtein). */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > other.length()) {
            return Integer.MAX_VALUE;
        }
        int[] last = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] next = new int[other.length() + 1];
            next[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = last[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                next[column] = Math.min(replaced, Math.min(last[column], next[column - 1]) + 1);
            }
            last = next;
        }
        return last[other.length()];
    }
}
